package io.portage.gateway.mutation;

import static io.portage.gateway.mutation.MutationWorld.ORDER_SET;
import static io.portage.gateway.mutation.MutationWorld.PATIENCE;
import static io.portage.gateway.mutation.MutationWorld.mutation;
import static io.portage.gateway.mutation.MutationWorld.orders;
import static io.portage.gateway.mutation.MutationWorld.waiting;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_IN_PROGRESS;
import static io.portage.gateway.problem.ProblemCode.OUTCOME_UNKNOWN;
import static io.portage.gateway.problem.ProblemCode.OVERLOADED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.contract.Dedupe.Carrier;
import io.portage.gateway.TestClock;
import io.portage.gateway.idempotency.CountingStore;
import io.portage.gateway.upstream.RawService;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A mutation that takes long: longer than a beat of its lease, than its lease, or than a shutdown waits.
final class LongMutationTest {
    private static final long A_WHILE = 200;
    private final TestClock clock = new TestClock();
    private final CountingStore store = new CountingStore(clock);
    private MutationWorld world = new MutationWorld(
            Map.of(
                    "portage.mutations.drain", "PT0.1S",
                    "portage.idempotency.lease-margin", "PT5S",
                    "portage.upstream.connections", "1",
                    "portage.upstream.queue-timeout", "PT10S"),
            store);
    private final CompletableFuture<Void> held = new CompletableFuture<>();
    private volatile String reaction = "HTTP/1.1 201 X\r\nContent-Length: 4\r\n\r\ndone";

    @AfterEach
    void close() {
        held.complete(null);
        world.close();
    }

    private CompletableFuture<String> begin(Mutation mutation) {
        world.service.then(connection -> {
            held.join();
            RawService.write(connection, reaction);
        });
        var status = new CompletableFuture<String>();
        world.flow
                .run(mutation)
                .subscribe(
                        answer -> status.complete(String.valueOf(answer.header("Idempotency-Status"))),
                        status::completeExceptionally);
        world.service.next();
        return status;
    }

    @Test
    void runWhenTheCallIsAliveThenItsClaimIsHeld() {
        var quick = orders("  timeout: PT10S\n", "  timeout: PT0.1S\n").operation("order-set.create");
        var first = begin(mutation(quick, "k"));
        store.awaitBeats(1);
        held.complete(null);
        assertThat(first).succeedsWithin(PATIENCE).isEqualTo("executed");
    }

    @Test
    void runWhenAnotherSawTheLeaseEndThenAnsweredAsUnknownAndCounted() {
        var first = begin(mutation(ORDER_SET, "k"));
        clock.advance(Duration.ofSeconds(16));
        assertThat(world.run(mutation(ORDER_SET, "k")).refused().code()).isEqualTo(OUTCOME_UNKNOWN);
        held.complete(null);
        assertThat(first).succeedsWithin(PATIENCE).isEqualTo("unknown");
        assertThat(world.meters.counter("portage.mutations.stale").count()).isEqualTo(1);
        assertThat(world.run(mutation(ORDER_SET, "k")).refused().code()).isEqualTo(OUTCOME_UNKNOWN);
    }

    /// It stood still between claim and forward, and its lease is over: another attempt may be under way.
    @Test
    void runWhenHeldUpForLongerThanItsLeaseThenNothingIsSentAndTheKeyIsFree() {
        store.afterClaim(() -> world.clock.advance(Duration.ofSeconds(15)));
        var late = world.run(mutation(ORDER_SET, "k"));
        assertThat(late.refused().code()).isEqualTo(OVERLOADED);
        assertThat(late.refused().headers()).containsKey("Retry-After");
        assertThat(world.service.waiting()).isZero();
        store.afterClaim(() -> world.clock.advance(Duration.ofSeconds(15).minusMillis(1)));
        world.answer(201, "", "done");
        assertThat(world.run(mutation(ORDER_SET, "k")).body()).isEqualTo("done");
    }

    /// Nothing stood still but the queue for a connection.
    @Test
    void runWhenItsConnectionComesAfterItsLeaseThenNothingIsSentAndTheKeyIsFree() {
        var first = begin(mutation(ORDER_SET, "first"));
        var late = CompletableFuture.supplyAsync(() -> world.run(mutation(ORDER_SET, "k")));
        store.awaitClaims(2);
        world.clock.advance(Duration.ofSeconds(15));
        held.complete(null);
        assertThat(first).succeedsWithin(PATIENCE).isEqualTo("executed");
        assertThat(late)
                .succeedsWithin(PATIENCE)
                .satisfies(outcome -> assertThat(outcome.refused().code()).isEqualTo(OVERLOADED));
        assertThat(world.service.waiting()).isZero();
        world.answer(201, "", "done");
        assertThat(world.run(mutation(ORDER_SET, "k")).body()).isEqualTo("done");
    }

    /// The wait of a duplicate is before its claim: it takes nothing from its lease.
    @Test
    void runWhenItWaitedAsADuplicateThenItsLeaseCountsFromItsClaim() {
        var waiting = waiting("order-set.create", "PT1H");
        var first = begin(mutation(waiting, "k"));
        var duplicate = CompletableFuture.supplyAsync(() -> world.run(mutation(waiting, "k")));
        store.awaitListeners(1);
        world.clock.advance(Duration.ofSeconds(15));
        world.service.answer("HTTP/1.1 201 X\r\nContent-Length: 5\r\n\r\nagain");
        reaction = "HTTP/1.1 429 X\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n";
        held.complete(null);
        assertThat(first).succeedsWithin(PATIENCE).isEqualTo("executed");
        assertThat(duplicate)
                .succeedsWithin(PATIENCE)
                .satisfies(outcome -> assertThat(outcome.body()).isEqualTo("again"));
    }

    /// Its client hung up while Redis was being asked: what was claimed is finished before the end.
    @Test
    void stopWhenTheClientWentDuringTheClaimThenItsMutationIsAwaited() {
        var claimed = new CompletableFuture<Void>();
        var asked = new CompletableFuture<Void>();
        store.afterClaim(() -> {
            asked.complete(null);
            claimed.join();
        });
        world.close();
        world = new MutationWorld(Map.of(), store);
        world.answer(201, "", "done");
        var client = CompletableFuture.supplyAsync(
                () -> world.flow.run(mutation(ORDER_SET, "k")).subscribe());
        asked.join();
        var stopped = CompletableFuture.runAsync(world.detached::stop);
        assertThatThrownBy(() -> stopped.get(A_WHILE, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        claimed.complete(null);
        client.join().dispose();
        assertThat(stopped).succeedsWithin(PATIENCE);
        store.afterClaim(() -> {});
        assertThat(world.run(mutation(ORDER_SET, "k")).status()).isEqualTo("replayed");
    }

    /// What ends because of the shutdown must not begin anew because of it.
    @Test
    void stopWhenADuplicateWaitsThenItDoesNotBeginAnything() {
        var waiting = waiting("order-set.create", "PT1H");
        var first = begin(mutation(waiting, "k", Carrier.HEADER));
        var duplicate = CompletableFuture.supplyAsync(() -> world.run(mutation(waiting, "k", Carrier.HEADER)));
        store.awaitListeners(1);
        world.detached.stop();
        assertThat(duplicate)
                .succeedsWithin(PATIENCE)
                .satisfies(outcome -> assertThat(outcome.refused().code()).isEqualTo(IDEMPOTENCY_IN_PROGRESS));
        assertThat(world.service.waiting()).isZero();
        assertThat(first).isNotDone();
    }

    @Test
    void stopWhenItTakesLongerThanTheDrainThenUnknownAtOnceAndAnsweredSo() {
        var first = begin(mutation(ORDER_SET, "k"));
        world.detached.stop();
        assertThat(world.run(mutation(ORDER_SET, "k")).refused().code()).isEqualTo(OUTCOME_UNKNOWN);
        held.complete(null);
        assertThat(first).succeedsWithin(PATIENCE).isEqualTo("unknown");
    }
}
