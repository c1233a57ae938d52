package io.portage.gateway.idempotency.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.redis.RedisConfiguration;
import io.portage.gateway.redis.RedisConnection;
import io.portage.gateway.redis.RedisLink;
import java.time.Duration;
import java.util.Map;
import org.redisson.api.RedissonClient;

/// A real Redis and the link to it, for what others keep there.
public final class LinkedRedis implements AutoCloseable {
    private final RedisProcess redis = RedisProcess.start();
    private final RedissonClient redisson = RedisConnection.open(
            SettingsTest.bound(Map.of("portage.redis.url", redis.url().toString(), "portage.redis.timeout", "PT10S"))
                    .redis());

    private final CircuitBreaker breaker = RedisConfiguration.breaker();

    public RedisLink link() {
        return new RedisLink(redisson, breaker, Duration.ofSeconds(10));
    }

    /// From now on as if Redis had just been silent.
    public void openBreaker() {
        breaker.transitionToForcedOpenState();
    }

    public void closeBreaker() {
        breaker.transitionToClosedState();
    }

    /// Forgets everything.
    public void clear() {
        redis.ask("FLUSHALL");
    }

    public Object ask(String... words) {
        return redis.ask(words);
    }

    @Override
    public void close() {
        redisson.shutdown();
        redis.close();
    }
}
