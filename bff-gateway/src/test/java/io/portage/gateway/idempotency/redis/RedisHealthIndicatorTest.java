package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.redis.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/// A gateway is ready while its Redis is there and keeps everything it is given.
final class RedisHealthIndicatorTest {
    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private final RedisProcess redis = RedisProcess.start("maxmemory-policy noeviction");
    private final RedisGateway gateway = RedisGateway.at(redis.url());

    @AfterEach
    void close() {
        gateway.close();
        redis.close();
    }

    private Health health() {
        return health(gateway);
    }

    private static Health health(RedisGateway of) {
        return of.policy().health().blockOptional(PATIENCE).orElseThrow();
    }

    @Test
    void healthWhenNothingIsEvictedThenUp() {
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void healthWhenKeysMayBeEvictedThenOutOfServiceByValueAndExpectation() {
        redis.ask("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        var health = health();
        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails().get("maxmemory-policy"))
                .asString()
                .startsWith("allkeys-lru (expected: noeviction");
        redis.ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @BeforeEach
    void warm() {
        gateway.warm();
    }

    @Test
    void healthWhenFrozenThenDownWithinItsTimeAndUpAgain() {
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        redis.freeze();
        var down = health();
        redis.thaw();
        assertThat(down.getStatus()).isEqualTo(Status.DOWN);
        assertThat(down.getDetails().get("redis")).asString().startsWith("Redis does not answer");
        eventually(Duration.ofSeconds(2), () -> health().getStatus().equals(Status.UP));
    }

    @Test
    void healthWhenFrozenFromTheStartThenTheThreadThatAsksIsNotHeld() {
        redis.freeze();
        try (var early = RedisGateway.at(redis.url())) {
            long start = System.nanoTime();
            var health = early.policy().health().toFuture();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
            assertThat(health.join().getStatus()).isEqualTo(Status.DOWN);
        } finally {
            redis.thaw();
        }
    }

    @Test
    void healthWhenASingleRedisIsAskedThenWithOneCall() {
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        redis.ask("CONFIG", "RESETSTAT");
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        var calls = redis.ask("INFO", "commandstats").toString().lines().filter(line -> line.contains("cmdstat_eval"));
        assertThat(calls).singleElement().asString().contains("calls=1,");
    }

    @Test
    void healthWhenRedisWasNeverThereThenDownWithinItsTimeAndUpOnceItIs() {
        redis.kill();
        try (var early = RedisGateway.at(redis.url())) {
            assertThat(health(early).getStatus()).isEqualTo(Status.DOWN);
            redis.restart();
            eventually(Duration.ofSeconds(2), () -> health(early).getStatus().equals(Status.UP));
        }
    }
}
