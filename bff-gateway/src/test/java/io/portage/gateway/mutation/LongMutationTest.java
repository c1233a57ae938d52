package io.portage.gateway.mutation;

import static io.portage.gateway.mutation.MutationWorld.ORDER_SET;
import static io.portage.gateway.mutation.MutationWorld.PATIENCE;
import static io.portage.gateway.mutation.MutationWorld.mutation;
import static io.portage.gateway.mutation.MutationWorld.orders;
import static io.portage.gateway.problem.ProblemCode.OUTCOME_UNKNOWN;
import static io.portage.gateway.problem.ProblemCode.OVERLOADED;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.idempotency.CountingStore;
import io.portage.gateway.upstream.RawService;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A mutation that takes long: longer than a beat of its lease, than its lease, or than a shutdown waits.
final class LongMutationTest {
    private final TestClock clock = new TestClock();
    private final CountingStore store = new CountingStore(clock);
    private final MutationWorld world = new MutationWorld(
            Map.of("portage.mutations.drain", "PT0.1S", "portage.idempotency.lease-margin", "PT5S"), store);
    private final CompletableFuture<Void> held = new CompletableFuture<>();

    @AfterEach
    void close() {
        held.complete(null);
        world.close();
    }

    private CompletableFuture<String> begin(Mutation mutation) {
        world.service.then(connection -> {
            held.join();
            RawService.write(connection, "HTTP/1.1 201 X\r\nContent-Length: 4\r\n\r\ndone");
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
        assertThat(world.service.connections()).isZero();
        store.afterClaim(() -> world.clock.advance(Duration.ofSeconds(15).minusMillis(1)));
        world.answer(201, "", "done");
        assertThat(world.run(mutation(ORDER_SET, "k")).body()).isEqualTo("done");
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
