package io.portage.gateway.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.portage.gateway.Settings;
import java.time.Duration;
import org.redisson.api.RedissonClient;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Redis, where the store is one that several gateways share.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "portage.store", havingValue = "redis")
public final class RedisConfiguration {
    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(Settings settings) {
        return RedisConnection.open(settings.redis());
    }

    @Bean
    RedisLink redisLink(RedissonClient redisson, Settings settings) {
        return new RedisLink(redisson, breaker(), limit(settings.redis()));
    }

    /// A call waits for a connection, for its being sent, and for its answer, each as long as the time-out.
    public static Duration limit(Settings.Redis settings) {
        return settings.timeout().multipliedBy(3);
    }

    /// Opens after a few failures in a row, so that most requests are answered at once while Redis is away, and tries
    /// again twice a second, so that its return is noticed. An error that Redis sent shows that it is there.
    public static CircuitBreaker breaker() {
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
