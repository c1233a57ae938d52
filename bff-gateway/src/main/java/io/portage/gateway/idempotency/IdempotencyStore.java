package io.portage.gateway.idempotency;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Where records of keys are kept. Every verb is one atomic step; every failure to reach the store, or to find room in
/// it, is a [StoreUnavailableException].
public interface IdempotencyStore {
    /// Claims a key, or says what is known of it.
    Mono<Claim> claim(ClaimRequest request);

    /// Holds a claim for `lease` from now on, because the call it stands for is still alive.
    ///
    /// @return false where the claim is no longer the owner's
    Mono<Boolean> heartbeat(Claim.Acquired claim, Duration lease);

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

    /// When it is worth asking again for a key that was busy: as soon as this listens, and then whenever it hears that
    /// a claim of the key has ended. It never ends or fails by itself, and it may miss an end.
    Flux<Scope> ends(Scope scope);

    /// How long a verb takes at most until it has an answer or has failed.
    Duration patience();
}
