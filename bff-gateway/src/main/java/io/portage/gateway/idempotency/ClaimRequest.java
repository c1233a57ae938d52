package io.portage.gateway.idempotency;

import io.portage.gateway.offline.OfflineVerdict;
import java.time.Duration;

/// Everything a store needs to decide in one call whether a request may run.
///
/// @param scope whose key it is
/// @param fingerprint what the request is
/// @param verdict the offline verdict, for a key that is not known yet
/// @param owner who claims, another one for each attempt; a second call by the same owner finds its own claim. After a
///     call that failed it is not used again: the store may give back what that call claimed
/// @param lease how long the claim holds without a word from its owner
/// @param redrive whether an unknown outcome may be tried again
/// @param spelling the header's own spelling of the key, where the service would know a repeat by nothing else;
///     else empty
/// @param newAfterRetention whether a request that was not queued may start anew once the answer is no longer kept
/// @param forwardedAnyway whether it is sent even where no answer to the claim comes: nobody knows then what came of
///     what was claimed
public record ClaimRequest(
        Scope scope,
        Fingerprint fingerprint,
        OfflineVerdict verdict,
        String owner,
        Duration lease,
        Redrive redrive,
        String spelling,
        boolean newAfterRetention,
        boolean forwardedAnyway) {
    /// One that is not sent where no answer comes.
    public ClaimRequest(
            Scope scope,
            Fingerprint fingerprint,
            OfflineVerdict verdict,
            String owner,
            Duration lease,
            Redrive redrive,
            String spelling,
            boolean newAfterRetention) {
        this(scope, fingerprint, verdict, owner, lease, redrive, spelling, newAfterRetention, false);
    }

    public ClaimRequest forwardedAnyway(boolean other) {
        return new ClaimRequest(scope, fingerprint, verdict, owner, lease, redrive, spelling, newAfterRetention, other);
    }
}
