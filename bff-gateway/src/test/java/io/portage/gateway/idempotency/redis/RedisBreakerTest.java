package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static io.portage.gateway.idempotency.redis.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.idempotency.redis.RedisScripts.Verb;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.redis.RedisConfiguration;
import io.portage.gateway.redis.RedisLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// A Redis that refuses is alive: the breaker opens only where nobody would be answered, or not soon.
final class RedisBreakerTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration RECOVERY = Duration.ofSeconds(2);
    private static final int MORE_THAN_THE_BREAKER_TAKES = 12;
    private static final String OPEN = "Redis has just failed several times";
    private static final StoredResponse ANSWER = new StoredResponse(201, List.of(), "answer".getBytes(UTF_8));

    private final RedisProcess redis = RedisProcess.start("maxmemory-policy noeviction", "lua-time-limit 20");
    private final RedisGateway gateway = RedisGateway.at(redis.url()).warm();

    @AfterEach
    void close() {
        gateway.close();
        redis.close();
    }

    private static <T> T now(Mono<T> mono) {
        return mono.blockOptional(LIMIT).orElseThrow();
    }

    private Claim claim(String key, String owner) {
        return now(gateway.store().claim(claimOf(key).by(owner).request()));
    }

    private Acquired acquire(String key) {
        return (Acquired) claim(key, "me");
    }

    private void refusesNewKeys(String advice) {
        for (int i = 0; i < MORE_THAN_THE_BREAKER_TAKES; i++) {
            var key = "new" + i;
            assertThatThrownBy(() -> claim(key, "me"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageStartingWith(advice);
        }
    }

    private void opens(String advice) {
        eventually(LIMIT, () -> failure("new").contains(advice));
        eventually(LIMIT, () -> failure("new").contains(OPEN));
    }

    private String failure(String key) {
        try {
            return claim(key, "me").toString();
        } catch (StoreUnavailableException failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    private void isReplayed(String key) {
        assertThat(claim(key, "other"))
                .isInstanceOfSatisfying(
                        Claim.Replay.class,
                        replay -> assertThat(replay.response().body()).isEqualTo(ANSWER.body()));
    }

    @Test
    void breakerWhenMemoryIsFullThenClosedSinceWhatBecomesOfAKnownKeyIsWrittenEvenThen() {
        var done = acquire("done");
        var free = acquire("free");
        var lost = acquire("lost");
        redis.ask("CONFIG", "SET", "maxmemory", "1");
        refusesNewKeys("Redis has no memory left");
        assertThat(now(gateway.store().complete(done, ANSWER))).isTrue();
        assertThat(now(gateway.store().release(free))).isTrue();
        assertThat(now(gateway.store().abandon(lost))).isTrue();
        isReplayed("done");
        assertThat(claim("free", "other")).isInstanceOf(Acquired.class);
        assertThat(claim("lost", "other")).isEqualTo(new Claim.Unknown());
    }

    @Test
    void breakerWhenRedisBecameAReplicaThenClosedSinceKnownAnswersAreStillReplayed() {
        assertThat(now(gateway.store().complete(acquire("done"), ANSWER))).isTrue();
        redis.ask("REPLICAOF", "127.0.0.1", Integer.toString(RedisProcess.freePort()));
        refusesNewKeys("Redis is a replica: point");
        isReplayed("done");
    }

    @Test
    void breakerWhenReplicasAreMissingThenClosedSinceKnownAnswersAreStillReplayed() {
        assertThat(now(gateway.store().complete(acquire("done"), ANSWER))).isTrue();
        redis.ask("CONFIG", "SET", "min-replicas-to-write", "1");
        refusesNewKeys("Redis has fewer replicas");
        isReplayed("done");
    }

    @Test
    void breakerWhenTheReplicaLostItsPrimaryThenOpenSinceItAnswersNobody() {
        redis.ask("CONFIG", "SET", "replica-serve-stale-data", "no");
        redis.ask("REPLICAOF", "127.0.0.1", Integer.toString(RedisProcess.freePort()));
        opens("Redis is a replica that has lost its primary");
        redis.ask("REPLICAOF", "NO", "ONE");
        eventually(RECOVERY, () -> claim("later", "me") instanceof Acquired);
    }

    @Test
    void breakerWhenAScriptDoesNotEndThenOpenSinceItAnswersNobody() throws Exception {
        var endless = Thread.startVirtualThread(this::runWithoutEnd);
        opens("Redis is busy with a script");
        eventually(LIMIT, () -> "OK".equals(redis.ask("SCRIPT", "KILL")));
        endless.join();
        eventually(RECOVERY, () -> claim("later", "me") instanceof Acquired);
    }

    private void runWithoutEnd() {
        try {
            redis.ask("EVAL", "while true do end", "0");
        } catch (UncheckedIOException e) {
            assertThat(e.getCause()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void breakerWhenAScriptFailsThenClosedSinceRedisIsAliveAndTheLogSaysWhatWithoutArguments() {
        var breaker = RedisConfiguration.breaker();
        var link = gateway.link(breaker);
        var script = new RedisScripts("local function now() return nil + 1 end\n").script(Verb.CLAIM);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(RedisLink.class);
        logger.addAppender(log);
        try {
            for (int i = 0; i < MORE_THAN_THE_BREAKER_TAKES; i++) {
                assertThatThrownBy(
                                () -> now(link.run(script, List.of("portage:{a-key}"), "an-argument".getBytes(UTF_8))))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageStartingWith("a script of the gateway failed on Redis: report it");
            }
        } finally {
            logger.detachAppender(log);
        }
        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
        assertThat(log.list).hasSize(MORE_THAN_THE_BREAKER_TAKES).allSatisfy(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage())
                    .startsWith("the script CLAIM failed: ERR ")
                    .contains("user_script:1: attempt to perform arithmetic on a nil value")
                    .doesNotContain("a-key", "an-argument");
        });
    }
}
