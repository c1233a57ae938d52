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

    /// The process stands still and goes on later, perhaps with a lease that has ended meanwhile.
    record PauseGateway(int gateway, Duration length) implements Disturbance {
        @Override
        public String name() {
            return length.compareTo(Timing.LEASE) > 0 ? "pause-owner" : "pause-gateway";
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
