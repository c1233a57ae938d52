package io.portage.gateway.sync.admission;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Tells those who cannot be served now when to come back: one after the other, at the pace at which work is done, so
/// that they do not all return together.
public final class ReturnTimes {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final double SMOOTHING = 0.1;
    /// By how much a time is moved at random: phones round, and several gateways count apart.
    private static final double JITTER = 0.25;

    private final int places;
    private final Duration longest;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private double duration = Duration.ofMillis(500).toNanos();
    private long nextFree = Long.MIN_VALUE;

    /// @param places how many are served at once
    /// @param longest beyond which nobody is sent away
    public ReturnTimes(int places, Duration longest, LongSupplier nanos, RandomGenerator random) {
        this.places = places;
        this.longest = longest;
        this.nanos = nanos;
        this.random = random;
    }

    /// Somebody was served in that time.
    public synchronized void served(long nanosTaken) {
        duration += SMOOTHING * (nanosTaken - duration);
    }

    /// Seconds until the next one should come back.
    ///
    /// @param queued how many are served before anybody who comes back
    public synchronized long next(int queued) {
        long now = nanos.getAsLong();
        long pace = (long) (duration / places);
        nextFree = Math.max(nextFree, now + queued * pace) + pace;
        long after = nextFree - now;
        if (after > longest.toNanos()) {
            // more than there is time for: at least they are spread over its second half
            nextFree = now + longest.toNanos();
            return seconds(longest.toNanos() / 2.0 * (1 + random.nextDouble()));
        }
        return seconds(after * (1 + JITTER * random.nextDouble()));
    }

    private long seconds(double after) {
        return Math.clamp((long) Math.ceil(after / SECOND), 1, longest.toSeconds());
    }
}
