package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static io.portage.gateway.idempotency.redis.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.portage.gateway.Settings;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

/// Records on a cluster of three masters, reached through a configuration file of Redisson's.
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisClusterTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration HEALTH = Duration.ofMillis(1_500);
    private static final StoredResponse ANSWER = new StoredResponse(201, List.of(), "answer".getBytes(UTF_8));
    private static final List<String> SLOTS = List.of("0 5460", "5461 10922", "10923 16383");

    private final List<RedisProcess> masters = Stream.generate(() -> RedisProcess.start(
                    "cluster-enabled yes", "cluster-node-timeout 2000", "cluster-require-full-coverage no"))
            .limit(3)
            .toList();

    private RedisGateway gateway;

    @BeforeAll
    void join(@TempDir Path folder) throws IOException {
        for (int i = 0; i < masters.size(); i++) {
            var range = SLOTS.get(i).split(" ");
            var slots = IntStream.rangeClosed(Integer.parseInt(range[0]), Integer.parseInt(range[1]))
                    .mapToObj(Integer::toString);
            var first = masters.getFirst();
            masters.get(i)
                    .ask(Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), slots).toArray(String[]::new));
            masters.get(i).ask("CLUSTER", "MEET", "127.0.0.1", Integer.toString(first.port()));
        }
        eventually(LIMIT, () -> masters.stream().allMatch(RedisClusterTest::knowsAll));
        gateway = RedisGateway.configured(Files.writeString(
                        folder.resolve("cluster.yml"),
                        "clusterServersConfig: { nodeAddresses: ['"
                                + masters.getFirst().url() + "'] }"))
                .warm();
    }

    private static boolean knowsAll(RedisProcess master) {
        var info = master.ask("CLUSTER", "INFO").toString();
        return info.contains("cluster_state:ok") && info.contains("cluster_slots_ok:16384");
    }

    @AfterAll
    void close() {
        gateway.close();
        masters.forEach(RedisProcess::close);
    }

    private static <T> T now(Mono<T> mono) {
        return mono.blockOptional(LIMIT).orElseThrow();
    }

    private Claim claim(ClaimBuilder request) {
        return now(gateway.store().claim(request.request()));
    }

    @Test
    void verbsThenTheyWorkOnEveryMaster() {
        for (int i = 0; i < 30; i++) {
            var request = claimOf("main" + i).by("me");
            var acquired = (Acquired) claim(request);
            assertThat(claim(request)).isEqualTo(acquired);
            assertThat(claim(request.by("other"))).isInstanceOf(Claim.Busy.class);
            assertThat(claim(request.of("other request"))).isEqualTo(new Claim.Mismatch());
            assertThat(now(gateway.store().complete(acquired, ANSWER))).isTrue();
            assertThat(claim(request.by("other")))
                    .isInstanceOfSatisfying(
                            Claim.Replay.class,
                            replay -> assertThat(replay.response().body()).isEqualTo(ANSWER.body()));
            assertThat(now(gateway.store().isCompleted(acquired.scope()))).isTrue();
        }
        assertThat(masters)
                .allSatisfy(master -> assertThat((Long) master.ask("DBSIZE")).isPositive());
    }

    @Test
    void verbsWhenAbandonedAndReleasedThenAsOnASingleRedis() {
        for (int i = 0; i < 10; i++) {
            var request = claimOf("lost" + i);
            assertThat(now(gateway.store().abandon((Acquired) claim(request)))).isTrue();
            assertThat(claim(request)).isEqualTo(new Claim.Unknown());
            var again = (Acquired) claim(request.by("b").redrive(new Redrive.Always()));
            assertThat(now(gateway.store().release(again))).isTrue();
            assertThat(claim(request)).isEqualTo(new Claim.Unknown());
        }
    }

    @Test
    void settleThenOnEveryMasterRecordAndAuditInOneStep(@TempDir Path folder) throws IOException {
        var file = Files.writeString(
                folder.resolve("settle.yml"),
                "clusterServersConfig: { nodeAddresses: ['" + masters.getLast().url() + "'] }");
        var names = new Names(KeyRing.of(RedisIdempotencyStoreTest.KEYS).naming());
        var settings = new Settings.Redis(URI.create("redis://unused"), file, Duration.ofSeconds(5));
        try (var settlement = Settlement.open(settings, names, RedisGateway.RETENTION)) {
            for (int i = 0; i < 10; i++) {
                var request = claimOf("settled" + i);
                assertThat(now(gateway.store().abandon((Acquired) claim(request))))
                        .isTrue();
                var settled = settlement.settle(request.request().scope(), Settled.Verdict.NO_EFFECT, "ann", "seen");
                assertThat(settled.outcome()).isEqualTo(Settled.Outcome.SETTLED);
                assertThat(settled.newestEntry()).contains("\"by\":\"ann\"");
                assertThat(claim(request.by("other"))).isInstanceOf(Acquired.class);
            }
        }
    }

    @Test
    void healthThenUp() {
        eventually(LIMIT, () -> now(gateway.policy().health()).getStatus().equals(Status.UP));
    }

    private Health health() {
        return gateway.policy().health().blockOptional(HEALTH).orElseThrow();
    }

    private void isNotReady(Status status, RedisProcess master) {
        var health = health();
        assertThat(health.getStatus()).isEqualTo(status);
        assertThat(health.getDetails()).containsEntry("master", "127.0.0.1:" + master.port());
    }

    private List<RedisProcess> byAddress() {
        return masters.stream()
                .sorted(Comparator.comparing(master -> "127.0.0.1:" + master.port()))
                .toList();
    }

    @Test
    void healthWhenMastersMayEvictThenOutOfServiceAndTheFirstOfThemIsNamed() {
        var evicting = byAddress().subList(1, 3);
        evicting.forEach(master -> master.ask("CONFIG", "SET", "maxmemory-policy", "allkeys-lru"));
        try {
            isNotReady(Status.OUT_OF_SERVICE, evicting.getFirst());
        } finally {
            evicting.forEach(master -> master.ask("CONFIG", "SET", "maxmemory-policy", "noeviction"));
        }
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void healthWhenAnyMasterIsFrozenThenDownInTimeAndItIsNamed() {
        for (var master : masters) {
            eventually(LIMIT, () -> health().getStatus().equals(Status.UP));
            master.freeze();
            try {
                isNotReady(Status.DOWN, master);
            } finally {
                master.thaw();
            }
        }
        eventually(LIMIT, () -> health().getStatus().equals(Status.UP));
    }

    @Test
    void claimWhenOneMasterIsFrozenThenTheOthersGoOnAndItsKeysAreToldInTime() {
        var frozen = masters.getLast();
        claim(claimOf("warm"));
        frozen.freeze();
        try {
            var outcomes =
                    IntStream.range(0, 12).mapToObj(i -> timed("frozen" + i)).toList();
            assertThat(outcomes).allMatch(outcome -> outcome.took().compareTo(Duration.ofMillis(1_500)) < 0);
            assertThat(outcomes).anyMatch(Outcome::isClaimed).anyMatch(outcome -> !outcome.isClaimed());
        } finally {
            frozen.thaw();
        }
        eventually(
                Duration.ofSeconds(5),
                () -> IntStream.range(0, 10).allMatch(i -> claim(claimOf("after" + i)) instanceof Acquired));
    }

    private record Outcome(boolean isClaimed, Duration took) {}

    private Outcome timed(String key) {
        long start = System.nanoTime();
        var failure = catchThrowable(() -> claim(claimOf(key)));
        assertThat(failure == null || failure instanceof StoreUnavailableException)
                .isTrue();
        return new Outcome(failure == null, Duration.ofNanos(System.nanoTime() - start));
    }

    @Test
    void claimWhenAClusterIsConfiguredAsASingleRedisThenNothingIsDoneTwice() {
        try (var single = RedisGateway.at(masters.getFirst().url())) {
            for (int i = 0; i < 20; i++) {
                var key = "single" + i;
                var failure = catchThrowable(
                        () -> now(single.store().claim(claimOf(key).request())));
                if (failure != null) {
                    assertThat(failure)
                            .isInstanceOf(StoreUnavailableException.class)
                            .hasMessageStartingWith("Redis is a cluster");
                    return;
                }
            }
            throw new AssertionError("20 keys without MOVED (expected: two in three)");
        }
    }
}
