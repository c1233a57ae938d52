package io.portage.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Which tokens could not be refreshed a moment ago, so that a provider in trouble is not asked by every request.
final class FailedRefreshes {
    /// While what there is still holds, nobody is in a hurry.
    private static final Duration AHEAD = Duration.ofSeconds(5);
    /// Less than those are told to wait who got no token.
    private static final Duration NEEDED = Duration.ofSeconds(1);

    private static final int MOST = 10_000;

    private final Recent<Failure> failures;
    private final InstantSource clock;

    private record Failure(Throwable cause, Instant at) {}

    FailedRefreshes(InstantSource clock) {
        this.failures = new Recent<>(AHEAD, MOST, clock);
        this.clock = clock;
    }

    void add(String tokens, Throwable cause) {
        failures.put(tokens, new Failure(cause, clock.instant()));
    }

    /// Whether it is too early for another attempt that nobody waits for.
    boolean areTooFreshToTryAhead(String tokens) {
        return failures.find(tokens) != null;
    }

    /// What another attempt, though it is needed, would come to so soon; null where it is worth it.
    @Nullable
    Throwable ofThisMoment(String tokens) {
        var failure = failures.find(tokens);
        return failure != null && clock.instant().isBefore(failure.at().plus(NEEDED)) ? failure.cause() : null;
    }
}
