package io.portage.gateway.idempotency;

import java.time.Duration;
import java.time.Instant;

/// Whether a mutation with unknown outcome may be sent again, because the service would recognise the repeat.
public sealed interface Redrive {
    /// The service would not recognise it.
    record Never() implements Redrive {}

    /// The service remembers what this request carries for a while.
    ///
    /// @param window how long after the first attempt a repeat is still recognised
    record Within(Duration window) implements Redrive {}

    /// A second effect is impossible: the version in the request would no longer match.
    record Always() implements Redrive {}

    /// Whether a repeat is safe at `now`.
    default boolean safe(Instant firstAttempt, Instant now) {
        return switch (this) {
            case Never() -> false;
            case Within(var window) -> now.isBefore(firstAttempt.plus(window));
            case Always() -> true;
        };
    }
}
