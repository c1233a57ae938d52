package io.portage.gateway.idempotency;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a key that was used. One that is free again is as one that never was: nothing is known of it.
public sealed interface Known {
    /// When the first attempt was claimed of which the outcome matters, by the store's clock; null where an older
    /// version wrote the record and did not keep that.
    @Nullable
    Instant firstSeen();

    /// It took effect: this was the answer.
    record Completed(@Nullable Instant firstSeen, StoredResponse response) implements Known {}

    /// It took effect, and its answer is not kept.
    record Tombstone(@Nullable Instant firstSeen) implements Known {}

    /// It is running.
    ///
    /// @param remaining for how much longer its claim holds
    record Running(@Nullable Instant firstSeen, Duration remaining) implements Known {}

    /// Nobody knows whether it took effect.
    record Unknown(@Nullable Instant firstSeen) implements Known {}

    /// Whether the mutation is known to have taken effect.
    default boolean tookEffect() {
        return this instanceof Completed || this instanceof Tombstone;
    }
}
