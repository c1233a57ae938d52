package io.portage.gateway.idempotency.redis;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Whether Redis can be reached and keeps what it is given: an evicted record is a second execution, so any policy but
/// `noeviction` makes the gateway unready.
final class RedisHealthIndicator implements ReactiveHealthIndicator, SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(RedisHealthIndicator.class);
    private static final String EXPECTED = "noeviction";
    private static final String SCRIPT = "return redis.call('INFO', 'memory')";
    private final RedissonClient redisson;
    private final Duration timeout;

    RedisHealthIndicator(RedissonClient redisson, Duration timeout) {
        this.redisson = redisson;
        this.timeout = timeout;
    }

    @Override
    public void afterSingletonsInstantiated() {
        health().subscribe(health -> {
            if (!health.getStatus().equals(Status.UP)) {
                LOG.error("the idempotency store is not ready: {}", health.getDetails());
            }
        });
    }

    @Override
    public Mono<Health> health() {
        return redisson.reactive()
                .getScript(StringCodec.INSTANCE)
                .<String>eval(RScript.Mode.READ_WRITE, SCRIPT, RScript.ReturnType.STRING)
                // as long as there is no connection, the driver holds the thread that asks
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(timeout.multipliedBy(2))
                .map(RedisHealthIndicator::judged)
                .onErrorResume(failure -> Mono.just(Health.down()
                        .withDetail("redis", RedisTrouble.of(failure).advice(failure))
                        .build()));
    }

    private static Health judged(String info) {
        var policy = fields(info).getOrDefault("maxmemory_policy", "unknown");
        return policy.equals(EXPECTED)
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail(
                                "maxmemory-policy",
                                policy + " (expected: " + EXPECTED + "; an evicted record is a second execution)")
                        .build();
    }

    private static Map<String, String> fields(String info) {
        var fields = new LinkedHashMap<String, String>();
        info.lines().filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon), line.substring(colon + 1));
        });
        return fields;
    }
}
