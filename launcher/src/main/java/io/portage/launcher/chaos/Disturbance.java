package io.portage.launcher.chaos;

import java.time.Duration;
import java.util.Locale;

/// Something that goes wrong during a schedule.
sealed interface Disturbance {
    /// As it is counted in reports.
    String name();

    /// The process is gone at once, and comes back after a while.
    record KillGateway(int gateway, Duration restartAfter) implements Disturbance {
        @Override
        public String name() {
            return "kill-gateway";
        }
    }

    /// The process is asked to end, and comes back once it has and a while has passed.
    record EndGateway(int gateway, Duration restartAfter) implements Disturbance {
        @Override
        public String name() {
            return "end-gateway";
        }
    }

    /// The process stands still and goes on later.
    record PauseGateway(int gateway, Duration length) implements Disturbance {
        @Override
        public String name() {
            return "pause-gateway";
        }
    }

    /// The same for so long that its leases end, and just when services have their hands full.
    ///
    /// @param arrivals how many more requests must have arrived at services
    record PauseOwner(int gateway, int arrivals, Duration length) implements Disturbance {
        @Override
        public String name() {
            return "pause-owner";
        }
    }

    /// Redis is gone at once, and comes back with what its append-only file holds.
    record KillRedis(Duration restartAfter) implements Disturbance {
        @Override
        public String name() {
            return "kill-redis";
        }
    }

    /// Redis stands still and goes on later.
    record PauseRedis(Duration length) implements Disturbance {
        @Override
        public String name() {
            return "pause-redis";
        }
    }

    /// The next requests of a service meet a fault.
    record Spoil(String service, Spoiling how, Duration delay, int times) implements Disturbance {
        @Override
        public String name() {
            return "service-" + how.name().toLowerCase(Locale.ROOT);
        }
    }

    /// A service's port is closed for a while.
    record Refuse(String service, Duration length) implements Disturbance {
        @Override
        public String name() {
            return "service-refuse";
        }
    }
}
