package io.portage.gateway.mutation;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import io.portage.gateway.delegation.Delegations;
import io.portage.gateway.idempotency.IdempotencyStore;
import java.time.Duration;
import java.util.Comparator;

/// How long mutations under way are awaited at shutdown.
///
/// @param duration longer than any of them takes
record Drain(Duration duration) {
    /// The drain of the settings.
    ///
    /// @throws IllegalStateException where a mutation could take longer
    static Drain of(SyncContract contract, Settings settings, IdempotencyStore store) {
        var longest = contract.operations().stream()
                .filter(Operation::mutates)
                .map(operation -> operation.duplicateWait().plus(operation.timeout()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)
                .plus(store.patience())
                .plus(Delegations.TIMEOUT)
                .plus(store.patience());
        var drain = settings.mutations().drain();
        if (drain.compareTo(longest) <= 0) {
            throw new IllegalStateException("portage.mutations.drain: " + drain + " (expected: > " + longest
                    + ", the longest that an operation takes: its wait as a duplicate, its claim, its delegation check,"
                    + " its time-out and its record)");
        }
        return new Drain(drain);
    }
}
