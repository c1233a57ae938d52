package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static io.portage.gateway.idempotency.redis.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.problem.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// A Redis that is frozen, gone, or was never there: everybody is told soon, and all is well soon after its return.
final class RedisFailureTest {
    private static final Duration WORST = Duration.ofMillis(1_500);
    private static final Duration MEDIAN = Duration.ofSeconds(1);
    private static final Duration RECOVERY = Duration.ofSeconds(2);
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final int BREAKER_OPENS_AFTER = 5;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final StoredResponse ANSWER = new StoredResponse(201, List.of(), "answer".getBytes(UTF_8));

    private final RedisProcess redis = RedisProcess.start();
    private RedisGateway gateway = RedisGateway.at(redis.url()).warm();

    @AfterEach
    void close() {
        redis.thaw();
        gateway.close();
        redis.close();
    }

    private Mono<Claim> claim(String key, String owner) {
        return gateway.store().claim(claimOf(key).by(owner).request());
    }

    /// Another gateway, which has never met Redis.
    private void startAnew() {
        gateway.close();
        gateway = RedisGateway.at(redis.url());
    }

    /// Uses every connection there may be.
    private void busy() {
        Flux.range(0, 64).flatMap(i -> claim("busy" + i, "me"), 64).blockLast(LIMIT);
    }

    private Acquired acquired(String key) {
        return (Acquired) claim(key, "warm").blockOptional(LIMIT).orElseThrow();
    }

    private List<Mono<?>> everyVerb(Acquired held) {
        var store = gateway.store();
        return List.of(
                claim("new", "me"),
                store.complete(held, ANSWER),
                store.release(held),
                store.abandon(held),
                store.isCompleted(held.scope()));
    }

    private static Duration failing(Mono<?> call, String message) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> call.block(LIMIT))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageStartingWith(message);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void failsSoon(Acquired held) {
        var times = new ArrayList<Duration>();
        var calls = everyVerb(held);
        times.add(failing(calls.getFirst(), "Redis does not answer"));
        calls.stream().skip(1).forEach(call -> times.add(failing(call, "Redis ")));
        IntStream.range(0, 15).forEach(i -> times.add(failing(claim("new", "me " + i), "Redis ")));
        assertThat(times).allMatch(time -> time.compareTo(WORST) < 0, "under " + WORST);
        times.sort(null);
        assertThat(times.get(times.size() / 2)).isLessThan(MEDIAN);
    }

    private void recovers(String key) {
        eventually(RECOVERY, () -> claim(key, "me").block(LIMIT) instanceof Acquired);
    }

    @Test
    void verbsWhenFrozenThenUnavailableSoonAndBackSoonAfterItsReturn() {
        var held = acquired("held");
        busy();
        redis.freeze();
        failsSoon(held);
        redis.thaw();
        recovers("later");
        assertThat(gateway.store().isCompleted(held.scope()).block(LIMIT)).isNotNull();
    }

    @Test
    void verbsWhenKilledThenUnavailableSoonAndBackSoonAfterItsReturn() {
        var held = acquired("held");
        busy();
        redis.kill();
        failsSoon(held);
        redis.restart();
        recovers("later");
    }

    @Test
    void verbsWhenNeverThereThenUnavailableSoonAndThereSoonAfterItIs() {
        redis.kill();
        startAnew();
        failsSoon(new Acquired(claimOf("held").request().scope(), "me", 1));
        redis.restart();
        recovers("later");
    }

    @Test
    void verbsWhenFrozenFromTheStartThenUnavailableSoonAndThereSoonAfterItIs() {
        redis.freeze();
        startAnew();
        failsSoon(new Acquired(claimOf("held").request().scope(), "me", 1));
        redis.thaw();
        recovers("later");
    }

    @Test
    void claimWhenManyAskAFrozenRedisAtOnceThenEachIsToldInTime() {
        acquired("warm");
        redis.freeze();
        everyoneIsTold();
    }

    @Test
    void claimWhenManyAskARedisThatWasFrozenFromTheStartThenEachIsToldInTime() {
        redis.freeze();
        startAnew();
        everyoneIsTold();
    }

    private void everyoneIsTold() {
        var times = Flux.range(0, 64)
                .flatMap(
                        i -> Mono.defer(() -> claim("k" + i, "me"))
                                .materialize()
                                .elapsed()
                                .subscribeOn(Schedulers.boundedElastic()),
                        64)
                .collectList()
                .blockOptional(LIMIT)
                .orElseThrow();
        assertThat(times).hasSize(64).allSatisfy(timed -> {
            assertThat(timed.getT2().getThrowable()).isInstanceOf(StoreUnavailableException.class);
            assertThat(timed.getT1()).isLessThan(WORST.toMillis());
        });
    }

    @Test
    void claimWhenRedisIsFrozenFromTheStartThenTheThreadThatAsksIsNotHeld() {
        redis.freeze();
        startAnew();
        long start = System.nanoTime();
        var answer = claim("k", "me").toFuture();
        var held = Duration.ofNanos(System.nanoTime() - start);
        assertThatThrownBy(answer::join).hasCauseInstanceOf(StoreUnavailableException.class);
        assertThat(held).isLessThan(AT_ONCE);
    }

    @Test
    void breakerWhenOpenThenAnswersAtOnce() {
        var held = acquired("held");
        redis.freeze();
        IntStream.range(0, BREAKER_OPENS_AFTER)
                .forEach(_ -> failing(gateway.store().isCompleted(held.scope()), "Redis does not answer"));
        assertThat(failing(claim("k", "me"), "Redis has just failed several times"))
                .isLessThan(AT_ONCE);
    }

    private List<Mono<Boolean>> outcomes(Acquired held) {
        var store = gateway.store();
        return List.of(store.complete(held, ANSWER), store.release(held), store.abandon(held));
    }

    /// What would be lost is asked all the same.
    @Test
    void breakerWhenOpenThenOutcomesGoPastIt() {
        var held = acquired("held");
        redis.freeze();
        IntStream.range(0, BREAKER_OPENS_AFTER)
                .forEach(_ -> failing(gateway.store().isCompleted(held.scope()), "Redis does not answer"));
        outcomes(held).forEach(outcome -> failing(outcome, "Redis does not answer"));
        redis.thaw();
        eventually(
                RECOVERY, () -> outcomes(held).getFirst().blockOptional(LIMIT).orElseThrow());
    }

    @Test
    void breakerWhenOutcomesAreNotAnsweredThenItLearnsNothingOfThem() {
        var held = acquired("held");
        redis.freeze();
        for (int i = 0; i < BREAKER_OPENS_AFTER; i++) {
            outcomes(held).forEach(outcome -> failing(outcome, "Redis does not answer"));
        }
        failing(claim("k", "me"), "Redis does not answer");
    }

    @Test
    void claimWhenRedisStallsForLessThanTheTimeOutThenAcquired() {
        acquired("warm");
        redis.freeze();
        var answer = claim("k", "me").toFuture();
        Mono.delay(Duration.ofMillis(150)).doOnNext(_ -> redis.thaw()).block();
        assertThat(answer.join()).isInstanceOf(Acquired.class);
    }

    @Test
    void claimWhenRedisStalledBeyondTheTimeOutThenItsSoleCallerIsNeverToldBusy() {
        acquired("warm");
        redis.freeze();
        var thaw =
                Mono.delay(Duration.ofMillis(900)).doOnNext(_ -> redis.thaw()).toFuture();
        failing(claim("k", "first"), "Redis does not answer");
        thaw.join();
        eventually(RECOVERY, () -> claim("other", "me").block(LIMIT) != null);
        assertThat(claim("k", "second").block(LIMIT)).isInstanceOf(Acquired.class);
    }
}
