package io.portage.launcher.chaos;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// A gateway that phones talk to.
///
/// @param address where it takes requests
/// @param process what is killed and paused
record Gateway(URI address, Victim process) implements AutoCloseable {
    /// One that has just started is slow; it should be neither slow nor cold when a schedule begins.
    private static final int TRIES = 4;

    /// Whether it carries out mutations; tries a few, which count for nothing.
    ///
    /// @param token of somebody who may order
    boolean isReady(String token) {
        for (int i = 0; i < TRIES; i++) {
            var key = "warm-" + UUID.randomUUID();
            var errand = new Errand(key, Errand.HOME, Kind.ORDER, Duration.ZERO, null, 1, null, 0);
            var outcome = Wire.exchange(address, Wire.request(errand, token, Instant.EPOCH), null);
            if (Decision.on(outcome) != Decision.DONE) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        process.close();
    }
}
