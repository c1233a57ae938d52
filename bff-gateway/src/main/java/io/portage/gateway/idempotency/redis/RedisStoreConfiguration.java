package io.portage.gateway.idempotency.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.portage.contract.SyncContract;
import io.portage.gateway.Settings;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.secrecy.Sealer;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The store that several gateways share.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "portage.store", havingValue = "redis")
class RedisStoreConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(RedisStoreConfiguration.class);

    /// Id of the key that the profile `local` brings along.
    private static final String DEVELOPMENT = "local";

    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(Settings settings) {
        return RedisConnection.open(settings.redis());
    }

    @Bean
    RedisLink redisLink(RedissonClient redisson, Settings settings) {
        return new RedisLink(redisson, RedisScripts.withServerClock(), breaker(), limit(settings.redis()));
    }

    @Bean
    IdempotencyStore idempotencyStore(
            Settings settings,
            SyncContract contract,
            RedissonClient redisson,
            RedisLink link,
            RandomGenerator randomness) {
        var keys = KeyRing.of(settings.keys());
        if (keys.sealing().containsKey(DEVELOPMENT)) {
            LOG.warn("answers are sealed with the development key, which everybody has: set portage.keys");
        }
        return new RedisIdempotencyStore(
                link,
                new RedisEnds(redisson),
                new Names(keys.naming()),
                new Sealer(keys, randomness),
                Retention.of(contract, settings.idempotency()),
                settings.redis().timeout());
    }

    @Bean
    RedisHealthIndicator storeHealthIndicator(RedissonClient redisson, Settings settings) {
        return new RedisHealthIndicator(redisson, settings.redis().timeout());
    }

    /// A call waits for a connection, for its being sent, and for its answer, each as long as the time-out.
    static Duration limit(Settings.Redis settings) {
        return settings.timeout().multipliedBy(3);
    }

    /// Opens after a few failures in a row, so that most requests are answered at once while Redis is away, and tries
    /// again twice a second, so that its return is noticed. An error that Redis sent shows that it is there.
    static CircuitBreaker breaker() {
        return CircuitBreaker.of(
                "redis",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(5)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(100)
                        .recordException(RedisTrouble::isOutage)
                        .waitDurationInOpenState(Duration.ofMillis(500))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }
}
