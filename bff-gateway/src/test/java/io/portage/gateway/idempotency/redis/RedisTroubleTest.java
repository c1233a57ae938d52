package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static io.portage.gateway.idempotency.redis.Eventually.eventually;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.Claim.Busy;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.redis.RedisTrouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Status;

/// Each way in which a Redis that answers can refuse is told by what to do about it, and by no name or password.
final class RedisTroubleTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String ALLOWED =
            "+ping +eval +evalsha +script|load +time +info +hmget +hset +del +pexpire +get +set +publish +subscribe"
                    + " +unsubscribe";

    private static URI as(RedisProcess redis, String user) {
        return URI.create("redis://" + user + "@127.0.0.1:" + redis.port());
    }

    private static Throwable refusal(URI url) {
        try (var gateway = RedisGateway.at(url)) {
            return catchThrowable(() -> gateway.store()
                    .claim(claimOf("the-key").tenant("the-tenant").request())
                    .block(LIMIT));
        }
    }

    private static void refused(URI url, RedisTrouble expected) {
        var advice = expected.advice(new IllegalStateException()).split(" \\(", -1)[0];
        var refusal = new AtomicReference<@Nullable Throwable>();
        eventually(LIMIT, () -> {
            refusal.set(refusal(url));
            return String.valueOf(refusal.get()).contains(advice);
        });
        assertThat(refusal.get())
                .isInstanceOf(StoreUnavailableException.class)
                .hasNoCause()
                .satisfies(failure -> assertThat(failure.toString())
                        .doesNotContain("s3cret", "the-key", "the-tenant", "owner")
                        .doesNotContainPattern("portage:\\{[^*]"));
    }

    @Test
    void claimWhenAPasswordIsWantedThenNoauth() {
        try (var redis = RedisProcess.start("requirepass s3cret")) {
            refused(redis.url(), RedisTrouble.NOAUTH);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {":s3cret-wrong", "stranger:s3cret"})
    void claimWhenUserOrPasswordIsWrongThenWrongpass(String user) {
        try (var redis = RedisProcess.start("requirepass s3cret")) {
            refused(as(redis, user), RedisTrouble.WRONGPASS);
        }
    }

    @Test
    void claimWhenPasswordIsRightThenAcquired() {
        try (var redis = RedisProcess.start("requirepass s3cret")) {
            eventually(LIMIT, () -> refusal(as(redis, ":s3cret")) == null);
        }
    }

    @Test
    void claimWhenRedisIsAReplicaThenReadonly() {
        try (var redis = RedisProcess.start("replicaof 127.0.0.1 " + RedisProcess.freePort())) {
            refused(redis.url(), RedisTrouble.READONLY);
        }
    }

    @Test
    void claimWhenMemoryIsFullThenOomAndStillReadable() {
        try (var redis = RedisProcess.start("maxmemory-policy noeviction");
                var gateway = RedisGateway.at(redis.url()).warm()) {
            var claim = (Acquired) gateway.store()
                    .claim(claimOf("k").request())
                    .blockOptional(LIMIT)
                    .orElseThrow();
            redis.ask("CONFIG", "SET", "maxmemory", "1");
            refused(redis.url(), RedisTrouble.OOM);
            assertThat(gateway.store().isCompleted(claim.scope()).block(LIMIT)).isFalse();
        }
    }

    /// The driver asks a connection that is loading again and again, and so does not tell why.
    @Test
    void claimWhenRedisReadsItsDataThenAwayAndAcquiredSoonAfterwards() {
        try (var redis = RedisProcess.start("rdbcompression no");
                var gateway = RedisGateway.at(redis.url()).warm()) {
            for (int i = 0; i < 400; i++) {
                redis.ask("SET", "portage:filler" + i, "x".repeat(20_000));
            }
            redis.ask("SAVE");
            redis.kill();
            redis.begin("key-load-delay 5000");
            eventually(LIMIT, () -> isLoading(redis));
            refused(redis.url(), RedisTrouble.AWAY);
            eventually(LIMIT, () -> !isLoading(redis));
            eventually(
                    Duration.ofSeconds(2),
                    () -> gateway.store().claim(claimOf("k").request()).block(LIMIT) instanceof Acquired);
        }
    }

    private static boolean isLoading(RedisProcess redis) {
        return String.valueOf(redis.ask("PING")).startsWith("-LOADING");
    }

    @Test
    void claimWhenRedisCannotWriteItsDataThenMisconf() throws IOException {
        try (var redis = RedisProcess.start("save 3600 1")) {
            Files.createDirectory(redis.folder().resolve("dump.rdb"));
            redis.ask("SET", "portage:filler", "x");
            redis.ask("BGSAVE");
            eventually(LIMIT, () -> redis.ask("INFO", "persistence").toString().contains("rdb_last_bgsave_status:err"));
            refused(redis.url(), RedisTrouble.MISCONF);
        }
    }

    @Test
    void claimWhenClusterHasNoSlotsThenClusterdown() {
        try (var redis = RedisProcess.start("cluster-enabled yes")) {
            refused(redis.url(), RedisTrouble.CLUSTERDOWN);
        }
    }

    @Test
    void claimWhenTheSlotIsOnAnotherMasterThenMoved() {
        try (var redis = RedisProcess.start("cluster-enabled yes");
                var other = RedisProcess.start("cluster-enabled yes")) {
            var slots = IntStream.range(0, 16_384).mapToObj(Integer::toString);
            other.ask(Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), slots).toArray(String[]::new));
            redis.ask("CLUSTER", "MEET", "127.0.0.1", Integer.toString(other.port()));
            eventually(LIMIT, () -> redis.ask("GET", "k").toString().startsWith("-MOVED"));
            refused(redis.url(), RedisTrouble.MOVED);
        }
    }

    @Test
    void claimWhenRedisTakesNoMoreClientsThenClients() {
        try (var redis = RedisProcess.start("maxclients 1");
                var only = redis.connect()) {
            assertThat(only.ask("PING")).isEqualTo("PONG");
            refused(redis.url(), RedisTrouble.CLIENTS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~portage:{* +ping +time",
                "~other:* " + ALLOWED,
                "~portage:{* " + ALLOWED + " -hset",
                "~portage:{* " + ALLOWED + " -evalsha -eval",
            })
    void claimWhenTheAclForbidsItThenNoperm(String rules) {
        try (var redis = RedisProcess.start("user gateway on >s3cret " + rules)) {
            refused(as(redis, "gateway:s3cret"), RedisTrouble.NOPERM);
        }
    }

    @Test
    void verbsWhenTheAclAllowsNoMoreThanTheyNeedThenTheyWork() throws InterruptedException {
        try (var redis = RedisProcess.start("user gateway on >s3cret ~portage:{* &portage:ended " + ALLOWED);
                var gateway = RedisGateway.at(as(redis, "gateway:s3cret")).warm()) {
            var store = gateway.store();
            var claim = (Acquired)
                    store.claim(claimOf("k").request()).blockOptional(LIMIT).orElseThrow();
            var heard = new LinkedBlockingQueue<Scope>();
            var listening = store.ends(claim.scope()).subscribe(heard::add);
            assertThat(heard.poll(LIMIT.toSeconds(), SECONDS)).as("listens").isNotNull();
            assertThat(store.claim(claimOf("k").by("waits").request()).block(LIMIT))
                    .isInstanceOf(Busy.class);
            assertThat(store.release(claim).block(LIMIT)).isTrue();
            assertThat(heard.poll(LIMIT.toSeconds(), SECONDS)).as("the end").isEqualTo(claim.scope());
            listening.dispose();
            assertThat(store.isCompleted(claim.scope()).block(LIMIT)).isFalse();
            assertThat(gateway.policy()
                            .health()
                            .blockOptional(LIMIT)
                            .orElseThrow()
                            .getStatus())
                    .isEqualTo(Status.UP);
        }
    }

    @Test
    void adviceWhenTheAclForbidsThenItNamesEveryCommandThatIsNeeded() {
        var advice = RedisTrouble.NOPERM.advice(new IllegalStateException());
        for (var command : ALLOWED.replace("+", "").split(" ")) {
            assertThat(advice).containsIgnoringCase(command);
        }
    }
}
