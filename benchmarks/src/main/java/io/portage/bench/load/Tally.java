package io.portage.bench.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What came of a stretch of load.
public final class Tally {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;
    private final Histogram latencies = new Histogram(LONGEST, DIGITS);
    private long answers;
    private long unexpected;
    private @Nullable String example;
    private Duration took = Duration.ZERO;

    void answered(long nanos) {
        answers++;
        latencies.recordValue(Math.clamp(nanos, 0, LONGEST));
    }

    /// An answer that should have been another; it counts for nothing else.
    void unexpected(String what) {
        unexpected++;
        if (example == null) {
            example = what;
        }
    }

    void took(Duration duration) {
        took = duration;
    }

    /// Answers that were as expected.
    public long answers() {
        return answers;
    }

    public long unexpected() {
        return unexpected;
    }

    /// The first answer that was not as expected; null where all were.
    public @Nullable String example() {
        return example;
    }

    public Histogram latencies() {
        return latencies;
    }

    public double perSecond() {
        return answers / (took.toNanos() / 1e9);
    }
}
