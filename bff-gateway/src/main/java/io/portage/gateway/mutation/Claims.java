package io.portage.gateway.mutation;

import io.portage.contract.Operation.AfterRetention;
import io.portage.gateway.Settings;
import io.portage.gateway.correlation.Uuid7;
import io.portage.gateway.headers.Key;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimRequest;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Scope;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Claims the key of a mutation, and where it is busy waits for the end of the request that has it: a duplicate is
/// better off with the same answer a little later than with a conflict now.
@Component
final class Claims {
    /// A lease ends by the store's clock, the wait by ours.
    private static final Duration A_MOMENT = Duration.ofMillis(20);

    private final IdempotencyStore store;
    private final DetachedWork detached;
    private final MonotonicClock clock;
    private final Uuid7 ids;
    private final Duration leaseMargin;

    Claims(IdempotencyStore store, DetachedWork detached, Uuid7 ids, Settings settings, MonotonicClock clock) {
        this.store = store;
        this.detached = detached;
        this.ids = ids;
        this.clock = clock;
        this.leaseMargin = settings.idempotency().leaseMargin();
    }

    /// What the store said.
    ///
    /// @param asked when it was asked, so that what was claimed holds for a lease from then on at the least
    record Told(Claim claim, long asked) {}

    /// What the store says; busy where the other request takes longer than duplicates wait.
    Mono<Told> claim(Mutation mutation, Key key, Slot slot) {
        var request = request(mutation, key);
        var wait = mutation.operation().duplicateWait();
        return ask(request)
                .flatMap(told -> told.claim() instanceof Claim.Busy busy && wait.isPositive() && slot.admit()
                        ? awaited(request, told, busy.remaining(), wait)
                        : Mono.just(told));
    }

    private Mono<Told> ask(ClaimRequest request) {
        return Mono.defer(() -> {
            long asked = clock.nanos();
            return store.claim(request).map(claim -> new Told(claim, asked));
        });
    }

    /// How long a claim holds without a heartbeat.
    Duration lease(Mutation mutation) {
        return mutation.operation().timeout().plus(leaseMargin);
    }

    private ClaimRequest request(Mutation mutation, Key key) {
        var caller = mutation.caller();
        return new ClaimRequest(
                        new Scope(caller.tenant(), caller.subject(), key),
                        mutation.fingerprint(),
                        mutation.verdict(),
                        ids.next().toString(),
                        lease(mutation),
                        mutation.redrive(),
                        mutation.spelling(),
                        mutation.operation().afterRetention() == AfterRetention.NEW_RECORD)
                .forwardedAnyway(mutation.isForwardedWithoutStore());
    }

    private enum Turn {
        ANOTHER,
        LAST,
        /// Whoever asked is gone with the server: to begin anything now would only hold the end up.
        STOPPING
    }

    private record Asked(Turn turn, Told told) {
        boolean isEnough() {
            return turn != Turn.ANOTHER || !(told.claim() instanceof Claim.Busy);
        }
    }

    private Mono<Told> awaited(ClaimRequest request, Told busy, Duration remaining, Duration wait) {
        var leaseEnd = remaining.plus(A_MOMENT);
        var bound = leaseEnd.compareTo(wait) < 0 ? leaseEnd : wait;
        return Flux.merge(
                        detached.stopping().thenReturn(Turn.STOPPING),
                        store.ends(request.scope()).map(_ -> Turn.ANOTHER),
                        Mono.delay(bound).map(_ -> Turn.LAST))
                .takeUntil(turn -> turn != Turn.ANOTHER)
                .onBackpressureLatest()
                .concatMap(turn -> asked(turn, request, busy), 1)
                .filter(Asked::isEnough)
                .next()
                .map(Asked::told);
    }

    private Mono<Asked> asked(Turn turn, ClaimRequest request, Told busy) {
        return turn == Turn.STOPPING
                ? Mono.just(new Asked(turn, busy))
                : ask(request).map(told -> new Asked(turn, told));
    }
}
