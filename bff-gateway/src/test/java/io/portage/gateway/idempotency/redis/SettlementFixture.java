package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.idempotency.redis.Settled.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

/// A store and the command that settles, on a real Redis with the clock of the test.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SettlementFixture {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    static final Duration A_MOMENT = Duration.ofMillis(1);
    static final StoredResponse ANSWER = new StoredResponse(201, List.of(), "answer".getBytes(UTF_8));

    final RedisProcess redis = RedisProcess.start();
    final TimedRedis timed = new TimedRedis(redis);
    TestClock clock = new TestClock();

    @AfterAll
    final void close() {
        timed.close();
        redis.close();
    }

    @BeforeEach
    final void clear() {
        redis.ask("FLUSHALL");
        clock = new TestClock();
        advance(Duration.ZERO);
    }

    final void advance(Duration time) {
        clock.advance(time);
        timed.tell(clock.instant());
    }

    static <T> T now(Mono<T> mono) {
        return mono.blockOptional(LIMIT).orElseThrow();
    }

    final Claim claim(ClaimBuilder request) {
        return now(timed.store().claim(request.request()));
    }

    final Acquired acquire(ClaimBuilder request) {
        var claim = claim(request);
        assertThat(claim).isInstanceOf(Acquired.class);
        return (Acquired) claim;
    }

    final boolean complete(Acquired claim, @Nullable StoredResponse answer) {
        return now(timed.store().complete(claim, answer));
    }

    final void lose(ClaimBuilder request) {
        assertThat(now(timed.store().abandon(acquire(request)))).isTrue();
    }

    final Settled settle(String key, Verdict verdict) {
        return timed.settlement().settle(claimOf(key).request().scope(), verdict, "ann", "seen in the ledger");
    }

    final Settled look(String key) {
        return timed.settlement().look(claimOf(key).request().scope());
    }

    final List<?> audit(Settled settled) {
        return (List<?>) redis.ask("LRANGE", "portage-audit:{" + settled.tag() + "}", "0", "-1");
    }

    final Object record(Settled settled) {
        return redis.ask("HGETALL", "portage:{" + settled.tag() + "}");
    }
}
