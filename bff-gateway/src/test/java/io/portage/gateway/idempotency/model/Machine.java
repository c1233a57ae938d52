package io.portage.gateway.idempotency.model;

import org.jspecify.annotations.Nullable;

/// A store of one key, as a function: production's own, or one that is broken on purpose.
@FunctionalInterface
public interface Machine {
    /// What a call comes to.
    ///
    /// @param row the record that stands afterwards; null for none
    record Outcome(Told told, @Nullable Row row) {}

    /// Runs a call at this moment on what is kept.
    Outcome run(@Nullable Row row, Call call);

    /// What becomes of a record where the store looks at it by itself.
    default @Nullable Row swept(@Nullable Row row) {
        return row;
    }
}
