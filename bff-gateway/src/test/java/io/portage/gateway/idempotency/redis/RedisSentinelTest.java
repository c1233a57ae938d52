package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static io.portage.gateway.idempotency.redis.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.StoredResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One primary, one replica, three Sentinels: when the primary dies, the replica takes over, and the gateway follows.
@Tag("full")
final class RedisSentinelTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final StoredResponse ANSWER = new StoredResponse(201, List.of(), "answer".getBytes(UTF_8));

    private final RedisProcess primary = RedisProcess.start();
    private final RedisProcess replica = RedisProcess.start("replicaof 127.0.0.1 " + primary.port());
    private final List<RedisProcess> sentinels =
            Stream.generate(this::sentinel).limit(3).toList();

    private RedisProcess sentinel() {
        return RedisProcess.startAt(
                RedisProcess.freePort(),
                List.of("--sentinel"),
                "sentinel monitor mymaster 127.0.0.1 " + primary.port() + " 2",
                "sentinel down-after-milliseconds mymaster 1000",
                "sentinel failover-timeout mymaster 5000");
    }

    @AfterEach
    void close() {
        sentinels.forEach(RedisProcess::close);
        replica.close();
        primary.close();
    }

    private Path configuration(Path folder) throws IOException {
        var addresses =
                sentinels.stream().map(sentinel -> "'" + sentinel.url() + "'").collect(Collectors.joining(", "));
        return Files.writeString(
                folder.resolve("sentinel.yml"),
                "sentinelServersConfig: { masterName: mymaster, sentinelAddresses: [" + addresses + "] }");
    }

    /// What Redisson wants to see before it connects: the other Sentinels, and a replica that is in step.
    private boolean isSettled(RedisProcess sentinel) {
        var state = sentinel.ask("SENTINEL", "MASTER", "mymaster").toString();
        return state.contains("num-other-sentinels, 2")
                && state.contains("num-slaves, 1")
                && replica.ask("INFO", "replication").toString().contains("master_link_status:up");
    }

    @Test
    void verbsWhenThePrimaryDiesThenTheReplicaServesWhatWasRecorded(@TempDir Path folder) throws IOException {
        eventually(LIMIT, () -> sentinels.stream().allMatch(this::isSettled));
        try (var gateway = RedisGateway.configured(configuration(folder)).warm()) {
            var store = gateway.store();
            var claim = (Acquired) store.claim(claimOf("before").request())
                    .blockOptional(LIMIT)
                    .orElseThrow();
            assertThat(store.complete(claim, ANSWER).block(LIMIT)).isTrue();
            assertThat(primary.ask("WAIT", "1", "5000")).isEqualTo(1L);
            eventually(LIMIT, () -> (Long) replica.ask("DBSIZE") == 2);
            primary.kill();
            eventually(LIMIT, () -> store.claim(claimOf("after").request()).block(LIMIT) instanceof Acquired);
            assertThat(store.claim(claimOf("before").by("other").request()).block(LIMIT))
                    .isInstanceOfSatisfying(
                            Claim.Replay.class,
                            replay -> assertThat(replay.response().body()).isEqualTo(ANSWER.body()));
        }
    }
}
