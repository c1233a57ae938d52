package io.portage.gateway.mutation;

import static io.portage.gateway.mutation.MutationWorld.PATIENCE;
import static io.portage.gateway.mutation.MutationWorld.delegated;
import static io.portage.gateway.mutation.MutationWorld.mutation;
import static io.portage.gateway.mutation.MutationWorld.other;
import static io.portage.gateway.mutation.MutationWorld.waiting;
import static io.portage.gateway.problem.ProblemCode.DELEGATION_INVALID;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_IN_PROGRESS;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_KEY_REUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation;
import io.portage.gateway.TestClock;
import io.portage.gateway.idempotency.CountingStore;
import io.portage.gateway.mutation.MutationWorld.Outcome;
import io.portage.gateway.upstream.RawService;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Duplicates of a mutation that is still running.
final class WaitingDuplicatesTest {
    private static final Operation LONG = waiting("order-set.create", "PT1H");
    private static final Operation SHORT = waiting("order-set.create", "PT0.1S");
    private static final Operation NOT_AT_ALL = waiting("order-set.create", "PT0S");
    private final TestClock clock = new TestClock();
    private final CountingStore store = new CountingStore(clock);
    private MutationWorld world = new MutationWorld(Map.of(), store);

    @AfterEach
    void close() {
        world.close();
    }

    private CompletableFuture<Outcome> duplicate(Operation operation) {
        var outcome = CompletableFuture.supplyAsync(() -> world.run(mutation(operation, "k")));
        store.awaitListeners(1);
        return outcome;
    }

    @Test
    void runWhenKeyIsInFlightThenWaitsForTheSameBytesAndSentOnce() {
        var held = world.hold(mutation(LONG, "k"));
        var duplicate = duplicate(LONG);
        assertThat(duplicate).isNotDone();
        held.complete(null);
        assertThat(duplicate).succeedsWithin(PATIENCE).satisfies(outcome -> {
            assertThat(outcome.body()).isEqualTo("done");
            assertThat(outcome.status()).isEqualTo("replayed");
        });
        assertThat(world.service.waiting()).isZero();
    }

    @Test
    void runWhenTheFirstHadNoEffectThenTheDuplicateTakesItsPlace() {
        var held = new CompletableFuture<Void>();
        world.service.then(connection -> {
            held.join();
            RawService.write(connection, "HTTP/1.1 422 X\r\nContent-Length: 0\r\n\r\n");
        });
        var first = world.flow.run(mutation(LONG, "k")).toFuture();
        world.service.next();
        var duplicate = duplicate(LONG);
        world.answer(201, "", "second");
        held.complete(null);
        assertThat(first)
                .succeedsWithin(PATIENCE)
                .extracting(answer -> answer.status())
                .isEqualTo(422);
        assertThat(duplicate).succeedsWithin(PATIENCE).satisfies(outcome -> {
            assertThat(outcome.body()).isEqualTo("second");
            assertThat(outcome.status()).isEqualTo("executed");
        });
    }

    private CompletableFuture<Outcome> delegatedDuplicate() {
        var outcome = CompletableFuture.supplyAsync(() -> world.run(delegated(mutation(LONG, "k"))));
        store.awaitListeners(1);
        return outcome;
    }

    /// The right is asked for when the wait is over, not when it begins.
    @Test
    void runWhenTheDelegationIsRevokedDuringTheWaitThenOutcomeButNoBody() {
        var held = world.hold(mutation(LONG, "k"));
        var duplicate = delegatedDuplicate();
        assertThat(world.service.waiting()).as("asked too early").isZero();
        world.answer(200, "", "{\"active\":false}");
        held.complete(null);
        assertThat(duplicate).succeedsWithin(PATIENCE).satisfies(outcome -> {
            assertThat(outcome.refused().code()).isEqualTo(DELEGATION_INVALID);
            assertThat(outcome.refused().members()).containsEntry("outcome", "completed");
        });
    }

    @Test
    void runWhenTheDelegationIsRevokedDuringTheWaitForAFreeKeyThenNothingIsSent() {
        var held = new CompletableFuture<Void>();
        world.service.then(connection -> {
            held.join();
            RawService.write(connection, "HTTP/1.1 422 X\r\nContent-Length: 0\r\n\r\n");
        });
        var first = world.flow.run(mutation(LONG, "k")).toFuture();
        world.service.next();
        var duplicate = delegatedDuplicate();
        assertThat(world.service.waiting()).as("asked too early").isZero();
        world.answer(200, "", "{\"active\":false}");
        held.complete(null);
        assertThat(first).succeedsWithin(PATIENCE);
        assertThat(duplicate).succeedsWithin(PATIENCE).satisfies(outcome -> {
            assertThat(outcome.refused().code()).isEqualTo(DELEGATION_INVALID);
            assertThat(outcome.refused().members()).doesNotContainKey("outcome");
        });
        assertThat(world.service.next().line()).startsWith("GET /v1/portal/delegations/check");
        assertThat(world.service.waiting()).isZero();
    }

    @Test
    void runWhenTheFirstTakesLongerThenConflictUntilItsLeaseEnds() {
        var held = world.hold(mutation(SHORT, "k"));
        var busy = world.run(mutation(SHORT, "k"));
        assertThat(busy.refused().code()).isEqualTo(IDEMPOTENCY_IN_PROGRESS);
        assertThat(busy.status()).isEqualTo("in-progress");
        assertThat(busy.refused().headers())
                .as("time-out of the service and margin")
                .containsEntry("Retry-After", "20");
        clock.advance(Duration.ofMillis(1_500));
        assertThat(world.run(mutation(SHORT, "k")).refused().headers())
                .as("18.5 s are left")
                .containsEntry("Retry-After", "19");
        assertThat(world.service.waiting()).isZero();
        held.complete(null);
    }

    @Test
    void runWhenWaitingThenTheStoreIsAskedOnceAsItListensAndOnceAtTheEnd() {
        var held = world.hold(mutation(SHORT, "k"));
        int before = store.claims();
        world.run(mutation(SHORT, "k"));
        assertThat(store.claims() - before).isEqualTo(3);
        held.complete(null);
    }

    @Test
    void runWhenTheOperationLetsNobodyWaitThenConflictAtOnce() {
        var held = world.hold(mutation(NOT_AT_ALL, "k"));
        int before = store.claims();
        assertThat(world.run(mutation(NOT_AT_ALL, "k")).refused().code()).isEqualTo(IDEMPOTENCY_IN_PROGRESS);
        assertThat(store.claims() - before).isEqualTo(1);
        held.complete(null);
    }

    /// The end came between the first answer of the store and the moment at which the duplicate listened.
    @Test
    void runWhenTheEndCameBeforeAnybodyListenedThenTheAnswerAllTheSame() {
        var held = world.hold(mutation(LONG, "k"));
        store.beforeListening(() -> {
            held.complete(null);
            store.awaitCompletes(1);
        });
        assertThat(world.run(mutation(LONG, "k")).body()).isEqualTo("done");
    }

    @Test
    void runWhenNobodyTellsOfTheEndThenFoundOutWhenTheWaitIsOver() {
        var held = world.hold(mutation(waiting("order-set.create", "PT0.5S"), "k"));
        store.deaf();
        var duplicate = duplicate(waiting("order-set.create", "PT0.5S"));
        held.complete(null);
        assertThat(duplicate).succeedsWithin(PATIENCE).extracting(Outcome::body).isEqualTo("done");
    }

    @Test
    void runWhenTheLeaseEndsSoonerThenNobodyWaitsLongerThanThat() {
        var held = world.hold(mutation(LONG, "k"));
        clock.advance(Duration.ofSeconds(20).minusMillis(5));
        assertThat(world.run(mutation(LONG, "k")).refused().headers()).containsEntry("Retry-After", "1");
        held.complete(null);
    }

    @Test
    void runWhenOtherRequestHasTheKeyThenNobodyWaits() {
        var held = world.hold(mutation(LONG, "k"));
        assertThat(world.run(other(mutation(LONG, "k"))).refused().code()).isEqualTo(IDEMPOTENCY_KEY_REUSED);
        held.complete(null);
    }

    @Test
    void runWhenCallerHasNoPlaceToWaitThenConflictAtOnce() {
        world.close();
        world = new MutationWorld(Map.of("portage.mutations.per-caller", "2"), store);
        var held = world.hold(mutation(LONG, "k"));
        var duplicate = duplicate(LONG);
        assertThat(world.run(mutation(LONG, "k")).refused().code()).isEqualTo(IDEMPOTENCY_IN_PROGRESS);
        assertThat(duplicate).isNotDone();
        held.complete(null);
        assertThat(duplicate).succeedsWithin(PATIENCE);
    }
}
