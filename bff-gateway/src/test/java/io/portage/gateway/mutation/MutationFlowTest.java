package io.portage.gateway.mutation;

import static io.portage.gateway.mutation.MutationWorld.ORDER_SET;
import static io.portage.gateway.mutation.MutationWorld.PATIENCE;
import static io.portage.gateway.mutation.MutationWorld.delegated;
import static io.portage.gateway.mutation.MutationWorld.mutation;
import static io.portage.gateway.mutation.MutationWorld.other;
import static io.portage.gateway.mutation.MutationWorld.with;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_IN_PROGRESS;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_KEY_REUSED;
import static io.portage.gateway.problem.ProblemCode.OUTCOME_UNKNOWN;
import static io.portage.gateway.problem.ProblemCode.OVERLOADED;
import static io.portage.gateway.problem.ProblemCode.QUEUED_MUTATION_EXPIRED;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Dedupe.Carrier;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.headers.Key;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.Known;
import io.portage.gateway.idempotency.Provenance;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.upstream.RawService;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/// The one store call and what follows from it.
final class MutationFlowTest {
    private static final String REVOKED = "{\"active\":false}";
    private MutationWorld world = new MutationWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void runWhenOtherRequestHasTheKeyThenReused() {
        world.answer(201, "", "done");
        world.run(mutation(ORDER_SET, "k"));
        var reused = world.run(other(mutation(ORDER_SET, "k")));
        assertThat(reused.refused().code()).isEqualTo(IDEMPOTENCY_KEY_REUSED);
        assertThat(reused.status()).isEqualTo("mismatch");
    }

    @Test
    void runWhenVerdictRefusesThenSpokenOnlyWhereTheKeyIsNew() {
        var tooOld = with(mutation(ORDER_SET, "k"), ClaimBuilder.REFUSED);
        var refused = world.run(tooOld);
        assertThat(refused.refused().code()).isEqualTo(QUEUED_MUTATION_EXPIRED);
        assertThat(refused.status()).isNull();
        world.answer(201, "", "done");
        world.run(mutation(ORDER_SET, "k"));
        assertThat(world.run(tooOld).body()).isEqualTo("done");
        assertThat(world.run(with(mutation(ORDER_SET, null), ClaimBuilder.REFUSED))
                        .refused()
                        .code())
                .isEqualTo(QUEUED_MUTATION_EXPIRED);
    }

    @Test
    void runWhenFirstAttemptHadNoEffectThenItsVerdictStandsForTheNext() {
        world.answer(429, "Retry-After: 1\r\n", "");
        world.run(mutation(ORDER_SET, "k"));
        world.answer(201, "", "done");
        assertThat(world.run(with(mutation(ORDER_SET, "k"), ClaimBuilder.REFUSED))
                        .body())
                .isEqualTo("done");
    }

    /// By this a look-up decides later whether the answer may still be shown.
    @Test
    void runWhenItSucceedsThenItIsKeptWhatTheAnswerWasFor() {
        world.answer(201, "", "done");
        world.run(mutation(ORDER_SET, "own"));
        world.answer(200, "", "{\"active\":true}");
        world.answer(201, "", "done");
        world.run(delegated(mutation(ORDER_SET, "other")));
        assertThat(provenance("own")).isEqualTo(new Provenance("order-set.create", null));
        assertThat(provenance("other")).isEqualTo(new Provenance("order-set.create", "somebody"));
    }

    private @Nullable Provenance provenance(String key) {
        var scope = new Scope(MutationWorld.CALLER.tenant(), MutationWorld.CALLER.subject(), new Key(key));
        return world.store.find(scope).block() instanceof Known.Completed(var _, var response)
                ? response.provenance()
                : null;
    }

    @Test
    void cancelWhenClaimedThenTheCallGoesOnAndItsOutcomeIsKept() {
        var held = new CompletableFuture<Void>();
        world.service.then(connection -> {
            held.join();
            RawService.write(connection, "HTTP/1.1 201 X\r\nContent-Length: 4\r\n\r\ndone");
        });
        var client = world.flow.run(mutation(ORDER_SET, "k")).subscribe();
        world.service.next();
        client.dispose();
        assertThat(world.run(mutation(ORDER_SET, "k")).status()).isEqualTo("in-progress");
        held.complete(null);
        world.detached.stop();
        var again = world.run(mutation(ORDER_SET, "k"));
        assertThat(again.status()).isEqualTo("replayed");
        assertThat(again.body()).isEqualTo("done");
        assertThat(world.service.waiting()).isZero();
    }

    /// Whoever asked is gone; an error that nobody asked for would be shouted into the log.
    @Test
    void cancelWhenTheCallFailsLaterThenNobodyIsToldOfIt() throws Exception {
        var dropped = new LinkedBlockingQueue<Throwable>();
        Hooks.onErrorDropped(dropped::add);
        try {
            var held = new CompletableFuture<Void>();
            world.service.then(connection -> {
                held.join();
                RawService.reset(connection);
            });
            var client = world.flow.run(mutation(ORDER_SET, "k")).subscribe();
            world.service.next();
            client.dispose();
            held.complete(null);
            world.detached.stop();
            assertThat(world.run(mutation(ORDER_SET, "k")).refused().code()).isEqualTo(OUTCOME_UNKNOWN);
            assertThat(dropped).isEmpty();
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    @Test
    void redriveWhenServiceRecognisesRepeatsThenSentAgainWithinItsWindowOnly() {
        var mutation = mutation(ORDER_SET, "k", Carrier.HEADER);
        for (int attempt = 0; attempt < 2; attempt++) {
            world.service.then(Socket::close);
            assertThat(world.run(mutation).status()).isEqualTo("unknown");
            world.service.next();
            world.clock.advance(Duration.ofHours(22).plusMinutes(59));
        }
        var late = world.run(mutation);
        assertThat(late.refused().code()).isEqualTo(OUTCOME_UNKNOWN);
        assertThat(world.service.waiting()).isZero();
    }

    /// The first attempt may have moved the version itself: that this one was refused says nothing of it.
    @Test
    void redriveWhenTheServiceRefusesItThenTheOutcomeIsStillUnknown() {
        var mutation = mutation(ORDER_SET, "k", Carrier.VERSION);
        world.service.then(Socket::close);
        world.run(mutation);
        world.answer(409, "Content-Type: application/json\r\n", "{\"code\":\"OPTIMISTIC_LOCK_CONFLICT\"}");
        var refused = world.run(mutation);
        assertThat(refused.answered().status()).isEqualTo(409);
        assertThat(refused.status()).isEqualTo("unknown");
        world.service.close();
        assertThat(world.run(mutation).status())
                .as("nor where nothing was sent")
                .isEqualTo("unknown");
    }

    @Test
    void redriveWhenVersionGuardsThenSentAgainAtAnyTime() {
        var mutation = mutation(ORDER_SET, "k", Carrier.VERSION);
        world.service.then(Socket::close);
        world.run(mutation);
        world.clock.advance(Duration.ofDays(20));
        world.answer(201, "", "done");
        assertThat(world.run(mutation).body()).isEqualTo("done");
    }

    private static Mutation by(Caller caller) {
        var base = mutation(ORDER_SET, "k");
        return new Mutation(
                base.operation(),
                caller,
                base.key(),
                base.carriers(),
                base.fingerprint(),
                base.verdict(),
                base.delegation(),
                base.request(),
                base.correlationId());
    }

    private void restart(Map<String, String> properties) {
        world.close();
        world = new MutationWorld(properties);
    }

    @Test
    void capWhenReachedThenOverloadedAndTheKeyIsFree() {
        restart(Map.of("portage.mutations.per-caller", "1"));
        var held = world.hold(mutation(ORDER_SET, "running"));
        var overloaded = world.run(mutation(ORDER_SET, "k"));
        assertThat(overloaded.refused().code()).isEqualTo(OVERLOADED);
        assertThat(overloaded.refused().headers()).containsKey("Retry-After");
        assertThat(world.run(mutation(ORDER_SET, null)).refused().code()).isEqualTo(OVERLOADED);
        assertThat(world.service.waiting()).isZero();
        held.complete(null);
        world.detached.stop();
        world.answer(201, "", "done");
        assertThat(world.run(other(mutation(ORDER_SET, "k"))).body()).isEqualTo("done");
    }

    @Test
    void capWhenDuplicatesWaitThenTheyDoNotCount() {
        restart(Map.of("portage.mutations.total", "1", "portage.mutations.per-caller", "1"));
        var held = world.hold(mutation(ORDER_SET, "k"));
        assertThat(world.run(mutation(ORDER_SET, "k")).refused().code()).isEqualTo(IDEMPOTENCY_IN_PROGRESS);
        var stranger = new Caller("north", "other", Set.of(), Set.of());
        assertThat(world.run(by(stranger)).refused().code()).isEqualTo(OVERLOADED);
        held.complete(null);
        world.detached.stop();
        assertThat(world.run(mutation(ORDER_SET, "k")).status()).isEqualTo("replayed");
    }

    /// Whoever has its answer may send the next mutation at once.
    private void assertSlotIsFreeWithTheAnswer(Mutation mutation) {
        var free = new CompletableFuture<Boolean>();
        world.flow
                .run(mutation)
                .materialize()
                .flatMap(_ -> world.detached.counted(MutationWorld.CALLER, Mono.just(false), slot -> Mono.just(true)))
                .subscribe(free::complete, free::completeExceptionally);
        assertThat(free).succeedsWithin(PATIENCE).isEqualTo(true);
    }

    @Test
    void slotWhenAnyOutcomeThenGivenBackBeforeTheClientKnowsIt() {
        restart(Map.of("portage.mutations.total", "1", "portage.mutations.per-caller", "1"));
        world.service.then(RawService::reset);
        assertSlotIsFreeWithTheAnswer(mutation(ORDER_SET, "lost"));
        world.answer(422, "", "");
        assertSlotIsFreeWithTheAnswer(mutation(ORDER_SET, "refused"));
        world.answer(200, "", REVOKED);
        assertSlotIsFreeWithTheAnswer(delegated(mutation(ORDER_SET, "delegated")));
        assertSlotIsFreeWithTheAnswer(with(mutation(ORDER_SET, "old"), ClaimBuilder.REFUSED));
        world.answer(201, "", "done");
        assertSlotIsFreeWithTheAnswer(mutation(ORDER_SET, "k"));
    }
}
