package io.portage.gateway.idempotency;

import io.portage.gateway.problem.Rejection;
import java.time.Duration;

/// What a store says to a request for a key.
public sealed interface Claim {
    /// The request may run; whoever completes it must show owner and fence.
    ///
    /// @param scope whose key it is
    /// @param owner who claimed
    /// @param fence number of this attempt, higher than that of any earlier one
    /// @param redriven whether an earlier attempt may have taken effect, whatever becomes of this one
    record Acquired(Scope scope, String owner, long fence, boolean redriven) implements Claim {
        public Acquired(Scope scope, String owner, long fence) {
            this(scope, owner, fence, false);
        }
    }

    /// It ran before: this was the answer.
    record Replay(StoredResponse response) implements Claim {}

    /// It ran before, and its answer is not kept.
    record Tombstone() implements Claim {}

    /// It is running.
    ///
    /// @param remaining for how much longer its claim holds
    record Busy(Duration remaining) implements Claim {}

    /// The key belongs to another request.
    record Mismatch() implements Claim {}

    /// An earlier attempt may have taken effect.
    record Unknown() implements Claim {}

    /// The key is new and the offline verdict refuses; nothing was kept.
    record Refused(Rejection rejection) implements Claim {}
}
