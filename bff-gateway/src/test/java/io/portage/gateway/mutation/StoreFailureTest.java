package io.portage.gateway.mutation;

import static io.portage.gateway.mutation.MutationWorld.ORDER;
import static io.portage.gateway.mutation.MutationWorld.delegated;
import static io.portage.gateway.mutation.MutationWorld.mutation;
import static io.portage.gateway.mutation.MutationWorld.with;
import static io.portage.gateway.problem.ProblemCode.DELEGATION_INVALID;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_STORE_UNAVAILABLE;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Dedupe.Carrier;
import io.portage.contract.Operation;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.ClaimRequest;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Known;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.upstream.RawService;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What a client is told, and what is sent, while the store is away.
final class StoreFailureTest {
    private final FailingStore store = new FailingStore();
    private final MutationWorld world = new MutationWorld(Map.of(), store);

    @AfterEach
    void close() {
        world.close();
    }

    /// A store that is away: from the start, or as soon as it has let one claim through.
    private static final class FailingStore implements IdempotencyStore {
        boolean claims;
        final Deque<ClaimRequest> asked = new ConcurrentLinkedDeque<>();

        private static <T> Mono<T> away() {
            return Mono.error(new StoreUnavailableException("away (expected: there)"));
        }

        @Override
        public Mono<Claim> claim(ClaimRequest request) {
            asked.add(request);
            return claims ? Mono.just(new Claim.Acquired(request.scope(), request.owner(), 1)) : away();
        }

        @Override
        public Mono<Boolean> heartbeat(Claim.Acquired claim, Duration lease) {
            return away();
        }

        @Override
        public Mono<Boolean> complete(Claim.Acquired claim, @Nullable StoredResponse response) {
            return away();
        }

        @Override
        public Mono<Boolean> release(Claim.Acquired claim) {
            return away();
        }

        @Override
        public Mono<Boolean> abandon(Claim.Acquired claim) {
            return away();
        }

        @Override
        public Mono<Known> find(Scope scope) {
            return away();
        }

        @Override
        public Flux<Scope> ends(Scope scope) {
            return Flux.never();
        }

        @Override
        public Duration patience() {
            return Duration.ZERO;
        }
    }

    /// `order.create` as a contract has it that prefers an order twice at the gateway to none: the service dedupes.
    private static Operation forwarding() {
        return MutationWorld.orders(
                        "    dedupes-by: [body]\n", "    dedupes-by: [body]\n    on-store-failure: forward\n")
                .operation("order.create");
    }

    @Test
    void claimWhenStoreIsAwayThenUnavailableAndNothingIsSent() {
        var refused = world.run(mutation(ORDER, "k", Carrier.BODY)).refused();
        assertThat(refused.code()).isEqualTo(IDEMPOTENCY_STORE_UNAVAILABLE);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.action()).isEqualTo(Action.RETRY_SAME_KEY);
        assertThat(refused.headers()).containsKey("Retry-After");
        assertThat(world.service.connections()).isZero();
    }

    /// Whoever is told to discard a mutation must not have seen it succeed.
    @Test
    void claimWhenStoreIsAwayAndVerdictRefusesThenUnavailableSinceTheKeyMayBeKnown() {
        assertThat(world.run(with(mutation(ORDER, "k"), ClaimBuilder.REFUSED))
                        .refused()
                        .code())
                .isEqualTo(IDEMPOTENCY_STORE_UNAVAILABLE);
        assertThat(world.run(with(mutation(forwarding(), "k", Carrier.BODY), ClaimBuilder.REFUSED))
                        .refused()
                        .code())
                .isEqualTo(IDEMPOTENCY_STORE_UNAVAILABLE);
    }

    @Test
    void forwardWhenStoreIsAwayThenBypassed() {
        world.answer(201, "", "done");
        var outcome = world.run(mutation(forwarding(), "k", Carrier.BODY));
        assertThat(outcome.body()).isEqualTo("done");
        assertThat(outcome.status()).isEqualTo("bypassed");
    }

    /// Should the store have run the claim all the same, it must not take it for one of which nothing came.
    @Test
    void forwardWhenStoreIsAwayThenItsClaimSaidThatItMightBeSentAnyway() {
        world.answer(201, "", "done");
        world.run(mutation(forwarding(), "k", Carrier.BODY));
        assertThat(store.asked.removeFirst().forwardedAnyway()).isTrue();
        world.run(mutation(forwarding(), "k"));
        world.run(mutation(ORDER, "k", Carrier.BODY));
        world.run(with(mutation(forwarding(), "k", Carrier.BODY), ClaimBuilder.REFUSED));
        assertThat(store.asked).hasSize(3).noneMatch(ClaimRequest::forwardedAnyway);
    }

    @Test
    void forwardWhenItFailsThenTheRefusalSaysBypassedToo() {
        world.service.then(RawService::reset);
        var outcome = world.run(mutation(forwarding(), "k", Carrier.BODY));
        assertThat(outcome.refused().code()).isEqualTo(UPSTREAM_FAILED);
        assertThat(outcome.refused().action()).isEqualTo(Action.RETRY_SAME_KEY);
        assertThat(outcome.status()).isEqualTo("bypassed");
    }

    @Test
    void forwardWhenThisRequestCarriesNothingThatTheServiceRecognisesThenUnavailable() {
        assertThat(world.run(mutation(forwarding(), "k")).refused().code()).isEqualTo(IDEMPOTENCY_STORE_UNAVAILABLE);
        assertThat(world.service.connections()).isZero();
    }

    @Test
    void successWhenItCannotBeRecordedThenAnsweredAsUnknown() {
        store.claims = true;
        world.answer(201, "", "done");
        var outcome = world.run(mutation(ORDER, "k"));
        assertThat(outcome.body()).isEqualTo("done");
        assertThat(outcome.status()).isEqualTo("unknown");
    }

    @Test
    void successWhenItIsTooLargeToPassOnAndCannotBeRecordedThenAnsweredAsUnknown() {
        store.claims = true;
        var small = Map.of("portage.upstream.largest-answer", "4B", "portage.upstream.largest-stored", "4B");
        try (var narrow = new MutationWorld(small, store)) {
            narrow.answer(201, "", "12345");
            assertThat(narrow.run(mutation(ORDER, "k")).status()).isEqualTo("unknown");
        }
    }

    @Test
    void refusalWhenItCannotBeRecordedThenAnsweredAllTheSame() {
        store.claims = true;
        world.answer(422, "Content-Type: application/json\r\n", "{\"code\":\"X\"}");
        assertThat(world.run(mutation(ORDER, "k")).body()).isEqualTo("{\"code\":\"X\"}");
        world.service.then(RawService::reset);
        assertThat(world.run(mutation(ORDER, "k")).refused().code()).isEqualTo(UPSTREAM_FAILED);
        world.answer(200, "", "{\"active\":false}");
        assertThat(world.run(delegated(mutation(ORDER, "k"))).refused().code()).isEqualTo(DELEGATION_INVALID);
    }
}
