package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.idempotency.redis.RedisScripts.Verb;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.redis.RedisConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// The scripts on a Redis 6, and its refusals, which come from within a script and in words of their own.
final class RedisSixTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final StoredResponse ANSWER = new StoredResponse(201, List.of(), "answer".getBytes(UTF_8));

    private final RedisProcess redis =
            RedisProcess.startSix("maxmemory-policy noeviction", "user writes-not on >s3cret ~* &* +@all -hset");
    private final RedisGateway gateway = RedisGateway.at(redis.url()).warm();

    @AfterEach
    void close() {
        gateway.close();
        redis.close();
    }

    private static <T> T now(Mono<T> mono) {
        return mono.blockOptional(LIMIT).orElseThrow();
    }

    private Claim claim(ClaimBuilder request) {
        return now(gateway.store().claim(request.request()));
    }

    private static void refused(Mono<?> call, String advice) {
        assertThatThrownBy(() -> call.block(LIMIT))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageStartingWith(advice);
    }

    private Mono<Claim> another() {
        return gateway.store().claim(claimOf("another").request());
    }

    @Test
    void serverThenItIsARedisSix() {
        assertThat(redis.ask("INFO", "server").toString()).contains("redis_version:6.");
    }

    @Test
    void verbsWhenMemoryIsFullThenNewKeysAreRefusedAndKnownOnesAreWritten() {
        var done = (Acquired) claim(claimOf("done"));
        var free = (Acquired) claim(claimOf("free"));
        redis.ask("CONFIG", "SET", "maxmemory", "1");
        refused(another(), "Redis has no memory left");
        assertThat(now(gateway.store().complete(done, ANSWER))).isTrue();
        assertThat(now(gateway.store().release(free))).isTrue();
        assertThat(claim(claimOf("done").by("other"))).isInstanceOf(Claim.Replay.class);
    }

    @Test
    void claimWhenRedisBecameAReplicaThenReadonly() {
        redis.ask("REPLICAOF", "127.0.0.1", Integer.toString(RedisProcess.freePort()));
        refused(another(), "Redis is a replica: point");
    }

    @Test
    void claimWhenReplicasAreMissingThenNoreplicas() {
        redis.ask("CONFIG", "SET", "min-replicas-to-write", "1");
        refused(another(), "Redis has fewer replicas");
    }

    @Test
    void claimWhenTheAclForbidsACommandOfTheScriptThenNoperm() {
        try (var limited = RedisGateway.at(URI.create("redis://writes-not:s3cret@127.0.0.1:" + redis.port()))
                .warm()) {
            refused(limited.store().claim(claimOf("k").request()), "Redis's ACL forbids");
        }
    }

    @Test
    void runWhenAScriptFailsThenScript() {
        var link = gateway.link(RedisConfiguration.breaker());
        var script = new RedisScripts("local function now() return nil + 1 end\n").script(Verb.FIND);
        refused(link.run(script, List.of("k", "k:answer")), "a script of the gateway failed");
    }
}
