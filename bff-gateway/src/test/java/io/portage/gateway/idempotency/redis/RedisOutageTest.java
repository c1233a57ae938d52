package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static io.portage.gateway.idempotency.redis.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.problem.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Traffic that goes on while Redis freezes or dies: nobody waits long, and all is well soon after its return.
final class RedisOutageTest {
    private static final Logger LOG = LoggerFactory.getLogger(RedisOutageTest.class);
    private static final Duration WORST = Duration.ofMillis(1_500);
    private static final Duration MEDIAN = Duration.ofSeconds(1);
    private static final Duration RECOVERY = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int CLAIMS = 200;

    private final RedisProcess redis = RedisProcess.start("appendonly yes");
    private final RedisGateway gateway = RedisGateway.at(redis.url()).warm();

    @AfterEach
    void close() {
        redis.thaw();
        gateway.close();
        redis.close();
    }

    private enum Outage {
        FROZEN {
            @Override
            void begin(RedisProcess redis) {
                redis.freeze();
            }

            @Override
            void end(RedisProcess redis) {
                redis.thaw();
            }
        },
        KILLED {
            @Override
            void begin(RedisProcess redis) {
                redis.kill();
            }

            @Override
            void end(RedisProcess redis) {
                redis.restart();
            }
        };

        abstract void begin(RedisProcess redis);

        abstract void end(RedisProcess redis);
    }

    private Mono<Boolean> isClaimed(String key) {
        return gateway.store()
                .claim(claimOf(key).request())
                .map(Acquired.class::isInstance)
                .onErrorReturn(StoreUnavailableException.class, false);
    }

    private boolean everyConnectionWorks() {
        return Boolean.TRUE.equals(Flux.range(0, 64)
                .flatMap(i -> isClaimed("before" + i), 64)
                .all(claimed -> claimed)
                .block(LIMIT));
    }

    private List<Long> timesOfFailures() {
        return Flux.interval(Duration.ofMillis(10))
                .take(CLAIMS)
                .onBackpressureBuffer()
                .flatMap(i -> isClaimed("during" + i).elapsed(), CLAIMS)
                .filter(timed -> !timed.getT2())
                .map(timed -> timed.getT1())
                .sort()
                .collectList()
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void claimWhenRedisIsAwayThenAllAreToldInTimeAndItRecoversByItself(Outage outage) {
        eventually(LIMIT, this::everyConnectionWorks);
        outage.begin(redis);
        var times = timesOfFailures();
        outage.end(redis);
        long back = System.nanoTime();
        eventually(RECOVERY, () -> Boolean.TRUE.equals(isClaimed("after").block(LIMIT)));
        LOG.info(
                "{}: {} claims, median {} ms, worst {} ms; the first success {} ms after its return",
                outage,
                times.size(),
                times.get(times.size() / 2),
                times.getLast(),
                Duration.ofNanos(System.nanoTime() - back).toMillis());
        assertThat(times).hasSize(CLAIMS);
        assertThat(times.get(times.size() / 2)).isLessThan(MEDIAN.toMillis());
        assertThat(times.getLast()).isLessThan(WORST.toMillis());
    }
}
