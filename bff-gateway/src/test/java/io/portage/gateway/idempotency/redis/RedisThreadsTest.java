package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.Known;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.redis.RedisConfiguration;
import io.portage.gateway.redis.RedisConnection;
import io.portage.gateway.redis.RedisLink;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.secrecy.Sealer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

/// On which threads answers are sealed and opened: the few of the driver have other things to do.
final class RedisThreadsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String DRIVER = "redisson";
    private static final StoredResponse ANSWER = new StoredResponse(201, List.of(), new byte[1 << 20]);

    private final RedisProcess redis = RedisProcess.start();
    private final RedisGateway warm = RedisGateway.at(redis.url()).warm();
    private final Queue<String> threads = new ConcurrentLinkedQueue<>();
    private final RedissonClient redisson;
    private final RedisIdempotencyStore store;

    RedisThreadsTest() {
        var settings = SettingsTest.bound(
                        Map.of("portage.redis.url", redis.url().toString()))
                .redis();
        redisson = RedisConnection.open(settings);
        var keys = KeyRing.of(List.of("k1:" + "A".repeat(43) + "="));
        var watched = new KeyRing(new Watched(keys.sealing(), threads), keys.newest(), keys.naming());
        store = new RedisIdempotencyStore(
                new RedisLink(redisson, RedisConfiguration.breaker(), RedisConfiguration.limit(settings)),
                RedisScripts.withServerClock(),
                new RedisEnds(redisson),
                new Names(keys.naming()),
                new Sealer(watched, new SecureRandom()),
                RedisGateway.RETENTION,
                settings.timeout());
    }

    @AfterEach
    void close() {
        redisson.shutdown(0, 2, TimeUnit.SECONDS);
        warm.close();
        redis.close();
    }

    /// Keys that tell which thread looks one up; sealing and opening both begin with that.
    private static final class Watched extends LinkedHashMap<String, SecretKey> {
        private final transient Queue<String> threads;

        Watched(Map<String, SecretKey> keys, Queue<String> threads) {
            super(keys);
            this.threads = threads;
        }

        @Override
        public @Nullable SecretKey get(Object id) {
            threads.add(Thread.currentThread().getName());
            return super.get(id);
        }
    }

    /// Once connected, answers come on the driver's threads; a first call is made from another one.
    private void connect() {
        var nobodys = new Acquired(claimOf("first").request().scope(), "nobody", 1);
        Eventually.eventually(
                LIMIT,
                () -> String.valueOf(store.heartbeat(nobodys, LIMIT)
                                .map(_ -> Thread.currentThread().getName())
                                .block())
                        .contains(DRIVER));
    }

    private void mutate() {
        connect();
        assertThat(store.claim(claimOf("key").request())
                        .cast(Acquired.class)
                        .flatMap(claim -> store.complete(claim, ANSWER))
                        .block(LIMIT))
                .isTrue();
    }

    @Test
    void completeRightAfterTheClaimThenNotSealedOnAThreadOfTheDriver() {
        mutate();
        assertThat(threads).singleElement().asString().isNotEmpty().doesNotContain(DRIVER);
    }

    @Test
    void completeWhenItIsSaidAgainThenSealedOnce() {
        connect();
        var complete = store.claim(claimOf("key").request())
                .cast(Acquired.class)
                .map(claim -> store.complete(claim, ANSWER))
                .blockOptional(LIMIT)
                .orElseThrow();
        assertThat(complete.block(LIMIT)).isTrue();
        assertThat(complete.block(LIMIT)).isTrue();
        assertThat(threads).hasSize(1);
    }

    @Test
    void replayThenNotOpenedOnAThreadOfTheDriver() {
        mutate();
        threads.clear();
        assertThat(store.claim(claimOf("key").request()).block(LIMIT)).isInstanceOf(Claim.Replay.class);
        assertThat(threads).singleElement().asString().isNotEmpty().doesNotContain(DRIVER);
    }

    @Test
    void findThenNotOpenedOnAThreadOfTheDriver() {
        mutate();
        threads.clear();
        assertThat(store.find(claimOf("key").request().scope()).block(LIMIT)).isInstanceOf(Known.Completed.class);
        assertThat(threads).singleElement().asString().isNotEmpty().doesNotContain(DRIVER);
    }
}
