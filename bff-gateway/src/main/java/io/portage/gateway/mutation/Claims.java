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
    private final Uuid7 ids;
    private final Duration leaseMargin;

    Claims(IdempotencyStore store, DetachedWork detached, Uuid7 ids, Settings settings) {
        this.store = store;
        this.detached = detached;
        this.ids = ids;
        this.leaseMargin = settings.idempotency().leaseMargin();
    }

    /// What the store says; busy where the other request takes longer than duplicates wait.
    Mono<Claim> claim(Mutation mutation, Key key) {
        var request = request(mutation, key);
        var wait = mutation.operation().duplicateWait();
        return store.claim(request)
                .flatMap(claim -> claim instanceof Claim.Busy busy && wait.isPositive()
                        ? detached.withSlot(mutation.caller(), Mono.just(busy), _ -> awaited(request, busy, wait))
                        : Mono.just(claim));
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
                mutation.operation().afterRetention() == AfterRetention.NEW_RECORD);
    }

    private enum Turn {
        ANOTHER,
        LAST
    }

    private record Asked(Turn turn, Claim claim) {
        boolean isEnough() {
            return turn == Turn.LAST || !(claim instanceof Claim.Busy);
        }
    }

    private Mono<Claim> awaited(ClaimRequest request, Claim.Busy busy, Duration wait) {
        var leaseEnd = busy.remaining().plus(A_MOMENT);
        var bound = leaseEnd.compareTo(wait) < 0 ? leaseEnd : wait;
        return Flux.merge(
                        store.ends(request.scope()).map(_ -> Turn.ANOTHER),
                        Mono.delay(bound).map(_ -> Turn.LAST))
                .takeUntil(Turn.LAST::equals)
                .onBackpressureLatest()
                .concatMap(turn -> store.claim(request).map(claim -> new Asked(turn, claim)), 1)
                .filter(Asked::isEnough)
                .next()
                .map(Asked::claim);
    }
}
