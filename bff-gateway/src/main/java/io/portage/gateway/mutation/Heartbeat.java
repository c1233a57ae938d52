package io.portage.gateway.mutation;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.IdempotencyStore;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/// Holds a claim for as long as the work it stands for is alive: its lease ends only when its gateway is gone or
/// stands still.
@Component
final class Heartbeat {
    /// Two beats may be lost before the lease ends.
    private static final int BEATS_PER_LEASE = 3;

    private final IdempotencyStore store;

    Heartbeat(IdempotencyStore store) {
        this.store = store;
    }

    /// Holds the claim until it is disposed of. Most work is done before the first beat.
    Disposable beat(Claim.Acquired claim, Duration lease) {
        return Flux.interval(lease.dividedBy(BEATS_PER_LEASE))
                .onBackpressureDrop()
                // a store that is away now may be back at the next beat
                .concatMap(_ -> store.heartbeat(claim, lease).onErrorReturn(true), 1)
                .takeWhile(Boolean::booleanValue)
                .subscribe();
    }
}
