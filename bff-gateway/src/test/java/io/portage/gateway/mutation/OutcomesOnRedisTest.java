package io.portage.gateway.mutation;

import static io.portage.gateway.idempotency.redis.LossyRedis.eventually;
import static io.portage.gateway.mutation.MutationWorld.ORDER_SET;
import static io.portage.gateway.mutation.MutationWorld.PATIENCE;
import static io.portage.gateway.mutation.MutationWorld.mutation;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.CountingStore;
import io.portage.gateway.idempotency.redis.LossyRedis;
import io.portage.gateway.mutation.MutationWorld.Outcome;
import io.portage.gateway.upstream.RawService;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A Redis that falls silent between a claim and its outcome: what is known is written down as soon as it is back.
final class OutcomesOnRedisTest {
    private final LossyRedis redis = new LossyRedis();
    private final CountingStore store = new CountingStore(redis.store());
    private MutationWorld world = new MutationWorld(Map.of(), store);

    @AfterEach
    void close() {
        world.close();
        redis.close();
    }

    /// Runs a mutation of which the service answers with this once `before` has happened.
    private CompletableFuture<Outcome> answered(Runnable before, String answer) {
        var ready = new CompletableFuture<Void>();
        world.service.then(connection -> {
            ready.join();
            RawService.write(connection, answer);
        });
        // not on the common pool, which tells that a signal was sent
        var outcome =
                CompletableFuture.supplyAsync(() -> world.run(mutation(ORDER_SET, "k")), Thread::startVirtualThread);
        world.service.next();
        before.run();
        ready.complete(null);
        return outcome;
    }

    private CompletableFuture<Outcome> succeeds(Runnable before) {
        return answered(before, "HTTP/1.1 201 X\r\nETag: \"1\"\r\nContent-Length: 4\r\n\r\ndone");
    }

    private void isReplayed() {
        eventually(() -> "replayed".equals(world.run(mutation(ORDER_SET, "k")).status()));
        var again = world.run(mutation(ORDER_SET, "k"));
        assertThat(again.answered().status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo("done");
        assertThat(again.answered().header("ETag")).isEqualTo("\"1\"");
        assertThat(world.service.waiting()).as("sent a second time").isZero();
    }

    @Test
    void completeWhenItsAnswerIsLostThenItsRepeatIsTakenForItAndTheClientIsToldWithinPatience() {
        var outcome = succeeds(redis::loseAnswers);
        redis.awaitState("C");
        assertThat(outcome).succeedsWithin(PATIENCE).satisfies(told -> {
            assertThat(told.body()).isEqualTo("done");
            assertThat(told.status()).as("not certain yet").isEqualTo("unknown");
        });
        redis.carryAnswers();
        isReplayed();
        world.detached.stop();
        assertThat(world.meters.counter("portage.mutations.stale").count())
                .as("the repeat was answered as the first was")
                .isZero();
    }

    @Test
    void completeWhenTheBreakerIsOpenThenReplayedOnceRedisIsBack() {
        var outcome = succeeds(() -> {
            redis.freeze();
            redis.openBreaker();
        });
        assertThat(outcome).succeedsWithin(PATIENCE).satisfies(told -> {
            assertThat(told.body()).isEqualTo("done");
            assertThat(told.status()).as("nothing is recorded").isEqualTo("unknown");
        });
        redis.thaw();
        isReplayed();
    }

    @Test
    void releaseWhenItsAnswerIsLostThenTheKeyIsFree() {
        var outcome = answered(redis::loseAnswers, "HTTP/1.1 422 X\r\nContent-Length: 0\r\n\r\n");
        assertThat(outcome)
                .succeedsWithin(PATIENCE)
                .satisfies(told -> assertThat(told.answered().status()).isEqualTo(422));
        redis.carryAnswers();
        runsAgain();
    }

    @Test
    void releaseWhenNothingWasSentAndItIsLostThenTheKeyIsFree() {
        world.close();
        world = MutationWorld.withoutService(store);
        store.afterClaim(redis::freeze);
        var refused = world.run(mutation(ORDER_SET, "k")).refused();
        assertThat(refused.code()).isEqualTo(UPSTREAM_UNAVAILABLE);
        store.afterClaim(() -> {});
        redis.thaw();
        redis.awaitState("F");
        world.close();
        world = new MutationWorld(Map.of(), store);
        runsAgain();
    }

    private void runsAgain() {
        world.answer(201, "", "again");
        eventually(() -> {
            var outcome = world.run(mutation(ORDER_SET, "k"));
            return outcome.answer() != null && "executed".equals(outcome.status());
        });
    }
}
