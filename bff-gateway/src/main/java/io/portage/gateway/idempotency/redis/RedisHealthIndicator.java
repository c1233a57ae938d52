package io.portage.gateway.idempotency.redis;

import io.portage.gateway.redis.RedisTrouble;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisClusterMaster;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Whether Redis can be reached and keeps what it is given, each master of it: an evicted record is a second execution,
/// so any policy but `noeviction` makes the gateway unready.
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
        return Mono.defer(redisson.getConfig().isClusterConfig() ? this::cluster : this::single)
                // as long as there is no connection, the driver holds the thread that asks
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(timeout.multipliedBy(2))
                .onErrorResume(failure -> Mono.just(down(failure).build()));
    }

    /// A single Redis, or the one that is primary now.
    private Mono<Health> single() {
        return redisson.reactive()
                .getScript(StringCodec.INSTANCE)
                .<String>eval(RScript.Mode.READ_WRITE, SCRIPT, RScript.ReturnType.STRING)
                .map(info -> judged(fields(info)).build());
    }

    /// All masters at once; the first that is not well speaks for the cluster.
    private Mono<Health> cluster() {
        return Flux.fromIterable(redisson.getRedisNodes(RedisNodes.CLUSTER).getMasters())
                .sort(Comparator.comparing(RedisHealthIndicator::address))
                .flatMapSequential(this::master)
                .filter(health -> !health.getStatus().equals(Status.UP))
                .next()
                .defaultIfEmpty(Health.up().build());
    }

    private Mono<Health> master(RedisClusterMaster master) {
        return Mono.fromCompletionStage(() -> master.infoAsync(InfoSection.MEMORY))
                .map(RedisHealthIndicator::judged)
                .timeout(timeout)
                .onErrorResume(failure -> Mono.just(down(failure)))
                .map(health -> health.withDetail("master", address(master)).build());
    }

    private static String address(RedisClusterMaster master) {
        return master.getAddr().getHostString() + ":" + master.getAddr().getPort();
    }

    private static Health.Builder down(Throwable failure) {
        return Health.down().withDetail("redis", RedisTrouble.of(failure).advice(failure));
    }

    private static Health.Builder judged(Map<String, String> memory) {
        var policy = memory.getOrDefault("maxmemory_policy", "unknown");
        return policy.equals(EXPECTED)
                ? Health.up()
                : Health.outOfService()
                        .withDetail(
                                "maxmemory-policy",
                                policy + " (expected: " + EXPECTED + "; an evicted record is a second execution)");
    }

    private static Map<String, String> fields(String info) {
        return info.lines()
                .map(line -> line.split(":", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }
}
