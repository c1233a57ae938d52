package io.portage.gateway.idempotency;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Where records of keys are kept. Every verb is one atomic step; every failure to reach the store, or to find room in
/// it, is a [StoreUnavailableException].
///
/// What ends a claim (`complete`, `release`, `abandon`) may be said again where no answer came: until another attempt
/// begins, the same word under the same claim is answered as it was the first time, and changes nothing. It is asked of
/// the store even while claims are refused at once because it has just been silent; whoever says it again pauses.
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
    /// @return false where the claim is no longer the owner's, and this word did not end it
    Mono<Boolean> complete(Claim.Acquired claim, @Nullable StoredResponse response);

    /// Gives the key back: nothing happened. The offline verdict stays.
    ///
    /// @return as above
    Mono<Boolean> release(Claim.Acquired claim);

    /// Records that nobody knows whether the mutation took effect.
    ///
    /// @return as above
    Mono<Boolean> abandon(Claim.Acquired claim);

    /// What is known of a key, as it is at this moment; empty where it was never used or is free again. Changes
    /// nothing:
    /// an owner whose lease has ended may still say what came of its attempt.
    Mono<Known> find(Scope scope);

    /// Whether the mutation with this key is known to have taken effect.
    default Mono<Boolean> isCompleted(Scope scope) {
        return find(scope).map(Known::tookEffect).defaultIfEmpty(false);
    }

    /// When it is worth asking again for a key that was busy: as soon as this listens, and then whenever it hears that
    /// a claim of the key has ended. It never ends or fails by itself, and it may miss an end.
    Flux<Scope> ends(Scope scope);

    /// How long a verb takes at most until it has an answer or has failed.
    Duration patience();
}
