package io.portage.gateway.offline;

import io.portage.gateway.problem.Rejection;

/// Whether a mutation may be carried out after the time it waited. Made once per key and fingerprint, and kept.
public sealed interface OfflineVerdict {
    /// It may.
    ///
    /// @param queued whether it had waited in a queue
    record Allowed(boolean queued) implements OfflineVerdict {}

    /// It may not.
    record Refused(Rejection rejection) implements OfflineVerdict {}
}
