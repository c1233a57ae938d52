package io.portage.gateway.idempotency;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Where records of keys are kept. Every verb is one atomic step; every failure to reach the store, or to find room in
/// it, is a [StoreUnavailableException].
public interface IdempotencyStore {
    /// Claims a key, or says what is known of it.
    Mono<Claim> claim(ClaimRequest request);

    /// Records a success.
    ///
    /// @param response the answer; null where it is too large to keep
    /// @return false where the claim is no longer the owner's, and nothing was recorded
    Mono<Boolean> complete(Claim.Acquired claim, @Nullable StoredResponse response);

    /// Gives the key back: nothing happened. The offline verdict stays.
    ///
    /// @return false where the claim is no longer the owner's
    Mono<Boolean> release(Claim.Acquired claim);

    /// Records that nobody knows whether the mutation took effect.
    ///
    /// @return false where the claim is no longer the owner's
    Mono<Boolean> abandon(Claim.Acquired claim);

    /// Whether the mutation with this key is known to have taken effect.
    Mono<Boolean> isCompleted(Scope scope);
}
