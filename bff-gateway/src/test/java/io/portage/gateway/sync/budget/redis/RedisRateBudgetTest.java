package io.portage.gateway.sync.budget.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.redis.LinkedRedis;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.sync.budget.EmbeddedRateBudget;
import io.portage.gateway.sync.budget.RateBudget;
import io.portage.gateway.sync.budget.RateBudgetContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The budget that gateways share, on a real Redis.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisRateBudgetTest extends RateBudgetContract {
    private final LinkedRedis redis = new LinkedRedis();
    private final RateBudget own = new EmbeddedRateBudget(7, REFILL, () -> 0);
    private final RateBudget here = budgetOf();
    private final RateBudget there = budgetOf();

    private RateBudget budgetOf() {
        var names = new Names(KeyRing.of(List.of("k1:" + "A".repeat(43) + "=")).naming());
        return new RedisRateBudget(redis.link(), names, own, MOST, REFILL);
    }

    @BeforeEach
    void clear() {
        redis.clear();
    }

    @AfterAll
    void close() {
        redis.close();
    }

    @Override
    protected RateBudget budget() {
        return here;
    }

    /// As if the bucket had been left alone for that long.
    @Override
    protected void pass(Duration time) {
        var key = key();
        var at = Long.parseLong((String) redis.ask("HGET", key, "i"));
        redis.ask("HSET", key, "i", Long.toString(at - time.toMillis()));
    }

    private String key() {
        return String.valueOf(((List<?>) redis.ask("KEYS", "*")).getFirst());
    }

    @Test
    void takeWhenAnotherGatewayTookThenItIsGoneHereToo() {
        there.take(PAT, 90).block();
        assertThat(take(PAT, MOST)).isBetween(10, 15);
    }

    @Test
    void bucketWhenItHadTheTimeToFillUpThenGone() {
        take(PAT, 50);
        assertThat(key()).matches("portage:\\{[A-Za-z0-9_-]{43}}:budget");
        assertThat((Long) redis.ask("PTTL", key())).isBetween(3_000L, 5_000L);
        here.giveBack(PAT, MOST).block();
        assertThat((List<?>) redis.ask("KEYS", "*")).isEmpty();
    }

    @Test
    void takeWhenRedisRefusesThenEachGatewayCountsForItself() {
        redis.ask("CONFIG", "SET", "maxmemory", "1");
        try {
            assertThat(take(PAT, 4)).isEqualTo(4);
            assertThat(take(PAT, MOST)).isEqualTo(3);
        } finally {
            redis.ask("CONFIG", "SET", "maxmemory", "0");
        }
    }
}
