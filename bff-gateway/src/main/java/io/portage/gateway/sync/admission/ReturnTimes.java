package io.portage.gateway.sync.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Tells those who cannot be served now when to come back: one after the other, at the pace at which work is done, so
/// that they do not all return together. Each group has a line of its own, and the lines take turns.
public final class ReturnTimes {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long QUICKEST = Duration.ofMillis(1).toNanos();
    private static final double SMOOTHING = 0.1;
    /// By how much a time is moved at random: phones round, and several gateways count apart.
    private static final double JITTER = 0.25;

    private final int places;
    private final Duration longest;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Map<String, Deque<Long>> lines = new HashMap<>();
    private double duration = Duration.ofMillis(500).toNanos();

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

    /// Seconds until the next one of a group should come back.
    ///
    /// @param queued how many are served before anybody who comes back
    public synchronized long next(String group, int queued) {
        long now = nanos.getAsLong();
        forget(now);
        long after = turn(group, queued) * Math.max(QUICKEST, (long) (duration / places));
        if (after > longest.toNanos()) {
            // more than there is time for: at least they are spread over its second half
            return seconds(longest.toNanos() / 2.0 * (1 + random.nextDouble()));
        }
        lines.computeIfAbsent(group, _ -> new ArrayDeque<>()).add(now + after);
        return seconds(after * (1 + JITTER * random.nextDouble()));
    }

    /// Seconds until something that began just now has ended, for who waits for that and not for a turn.
    public synchronized long soon() {
        return seconds(duration * (1 + JITTER * random.nextDouble()));
    }

    /// Who should have come back by now is away no longer.
    private void forget(long now) {
        lines.values().forEach(line -> {
            while (!line.isEmpty() && line.element() - now <= 0) {
                line.remove();
            }
        });
        lines.values().removeIf(Deque::isEmpty);
    }

    /// The how manieth it is, where the lines of all groups take turns.
    private long turn(String group, int queued) {
        int own = lines.containsKey(group) ? lines.get(group).size() : 0;
        long others = lines.entrySet().stream()
                .filter(line -> !line.getKey().equals(group))
                .mapToLong(line -> Math.min(line.getValue().size(), own + 1))
                .sum();
        return queued + others + own + 1;
    }

    private long seconds(double after) {
        return Math.clamp((long) Math.ceil(after / SECOND), 1, longest.toSeconds());
    }
}
