package io.portage.gateway.offline;

import io.portage.gateway.headers.Key;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long a mutation waited in its client's queue.
public sealed interface QueueAge {
    /// How far ahead of the other clock an instant may be.
    Duration ALLOWANCE = Duration.ofMinutes(5);

    /// A key older than this was made for a mutation that has waited since.
    Duration OLDEST_ONLINE_KEY = Duration.ofMinutes(15);

    /// It was not queued.
    record Online() implements QueueAge {}

    /// It waited for `age`.
    record Queued(Duration age) implements QueueAge {}

    /// It claims to have been queued after it was sent, or in the future.
    record Impossible() implements QueueAge {}

    /// Reads the age of a mutation.
    ///
    /// @param queuedAt `X-Queued-At`
    /// @param sentAt `X-Sent-At`, on the same clock, so that a wrong clock cancels out
    /// @param key the key, whose own time counts where `queuedAt` is absent
    /// @param now the gateway's time
    static QueueAge of(@Nullable Instant queuedAt, @Nullable Instant sentAt, @Nullable Key key, Instant now) {
        if (queuedAt == null) {
            return ofKey(key, now);
        }
        var age = Duration.between(queuedAt, sentAt == null ? now : sentAt);
        if (age.plus(ALLOWANCE).isNegative()) {
            return new Impossible();
        }
        return new Queued(age.isNegative() ? Duration.ZERO : age);
    }

    private static QueueAge ofKey(@Nullable Key key, Instant now) {
        var made = key == null ? null : KeyTime.of(key);
        if (made == null) {
            return new Online();
        }
        var age = Duration.between(made, now);
        return age.compareTo(OLDEST_ONLINE_KEY) > 0 ? new Queued(age) : new Online();
    }
}
