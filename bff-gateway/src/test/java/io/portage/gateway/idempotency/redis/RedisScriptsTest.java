package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.LEASE;
import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static io.portage.gateway.idempotency.redis.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.idempotency.redis.RedisScripts.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The scripts as production runs them: with the clock of Redis, and what they leave behind on it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisScriptsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final StoredResponse ANSWER =
            new StoredResponse(201, List.of(Map.entry("ETag", "\"1\"")), "answer".getBytes(UTF_8));
    private static final long TOMBSTONE = RedisGateway.RETENTION.tombstone().toMillis();
    private static final long RESPONSE = RedisGateway.RETENTION.response().toMillis();
    private static final long SLACK = 10_000;

    private final RedisProcess redis = RedisProcess.start();
    private final RedisGateway gateway = RedisGateway.at(redis.url()).warm();

    @AfterAll
    void close() {
        gateway.close();
        redis.close();
    }

    @BeforeEach
    void clear() {
        redis.ask("FLUSHALL");
    }

    private static <T> T now(Mono<T> mono) {
        var value = mono.block(LIMIT);
        if (value == null) {
            throw new AssertionError("empty (expected: a value)");
        }
        return value;
    }

    private static Claim claim(RedisGateway at, ClaimBuilder request) {
        return now(at.store().claim(request.request()));
    }

    private Acquired acquire(ClaimBuilder request) {
        var claim = claim(gateway, request);
        assertThat(claim).isInstanceOf(Acquired.class);
        return (Acquired) claim;
    }

    private boolean complete(Acquired claim, @Nullable StoredResponse answer) {
        return now(gateway.store().complete(claim, answer));
    }

    private long remaining(String key) {
        return (Long) redis.ask("PTTL", key);
    }

    private List<String> keys() {
        try (var wire = redis.connect()) {
            return wire.keys();
        }
    }

    private static String record(List<String> keys) {
        return keys.stream().filter(key -> key.endsWith("}")).findFirst().orElseThrow();
    }

    @Test
    void claimWhenRunningThenBusyForNoMoreThanTheLeaseByTheClockOfRedis() {
        acquire(claimOf("k").by("me"));
        assertThat(claim(gateway, claimOf("k").by("other")))
                .isInstanceOfSatisfying(
                        Claim.Busy.class,
                        busy -> assertThat(busy.remaining()).isBetween(LEASE.minusMillis(SLACK), LEASE));
        long leaseEnd = Long.parseLong((String) redis.ask("HGET", record(keys()), "l"));
        var time = (List<?>) redis.ask("TIME");
        long redisNow = Long.parseLong((String) time.getFirst()) * 1000;
        assertThat(leaseEnd).isBetween(redisNow, redisNow + LEASE.toMillis() + 1000);
    }

    @Test
    void claimWhenCompletedThenReplayed() {
        assertThat(complete(acquire(claimOf("k").by("me")), ANSWER)).isTrue();
        assertThat(claim(gateway, claimOf("k").by("other"))).isInstanceOfSatisfying(Claim.Replay.class, replay -> {
            assertThat(replay.response().headers()).isEqualTo(ANSWER.headers());
            assertThat(replay.response().body()).isEqualTo(ANSWER.body());
        });
    }

    @Test
    void claimWhenSentTwiceByItsOwnerThenAcquiredTwiceWithOneFence() {
        var first = acquire(claimOf("k").by("me"));
        assertThat(claim(gateway, claimOf("k").by("me"))).isEqualTo(first);
        assertThat(claim(gateway, claimOf("k").by("me"))).isEqualTo(first);
        assertThat(complete(first, ANSWER)).isTrue();
    }

    @Test
    void heartbeatWhenOwnedThenTheLeaseBeginsAnewAndElseNothing() {
        var claim = acquire(claimOf("k").by("me"));
        long before = leaseEnd();
        assertThat(heartbeat("other", claim.fence())).isZero();
        assertThat(heartbeat("me", claim.fence() + 1)).isZero();
        assertThat(leaseEnd()).isEqualTo(before);
        assertThat(heartbeat("me", claim.fence())).isEqualTo(1);
        assertThat(leaseEnd() - before).isBetween(3_500_000L, 3_600_000L);
    }

    private long leaseEnd() {
        return Long.parseLong((String) redis.ask("HGET", record(keys()), "l"));
    }

    private long heartbeat(String owner, long fence) {
        var record = record(keys());
        var arguments = List.of(RESPONSE, TOMBSTONE, owner, fence, 3_600_000).stream()
                .map(value -> value.toString().getBytes(UTF_8))
                .toArray();
        return (Long) now(gateway.link().run(Verb.HEARTBEAT, List.of(record, record + ":answer"), arguments));
    }

    @Test
    void keysThenOnlyOursAndInOneSlot() {
        complete(acquire(claimOf("done")), ANSWER);
        acquire(claimOf("running"));
        assertThat(now(gateway.store().release(acquire(claimOf("free"))))).isTrue();
        assertThat(now(gateway.store().abandon(acquire(claimOf("lost"))))).isTrue();
        assertThat(keys()).hasSize(5).allMatch(key -> key.matches("portage:\\{[A-Za-z0-9_-]{43}}(:answer)?"));
    }

    @Test
    void keysWhenCompletedThenBothOfOneHashTag() {
        complete(acquire(claimOf("k")), ANSWER);
        var record = record(keys());
        assertThat(keys()).containsExactlyInAnyOrder(record, record + ":answer");
    }

    @Test
    void retentionWhenCompletedThenAnswerAndRecordHaveTheirOwn() {
        complete(acquire(claimOf("k")), ANSWER);
        var record = record(keys());
        assertThat(remaining(record)).isBetween(TOMBSTONE - SLACK, TOMBSTONE);
        assertThat(remaining(record + ":answer")).isBetween(RESPONSE - SLACK, RESPONSE);
    }

    @Test
    void retentionWhenRunningAbandonedOrReleasedThenNothingStaysForEver() {
        var claim = acquire(claimOf("k"));
        assertThat(remaining(record(keys()))).isBetween(TOMBSTONE - SLACK, TOMBSTONE);
        now(gateway.store().release(claim));
        assertThat(remaining(record(keys()))).isBetween(RESPONSE - SLACK, RESPONSE);
        now(gateway.store().abandon(acquire(claimOf("k"))));
        assertThat(remaining(record(keys()))).isBetween(TOMBSTONE - SLACK, TOMBSTONE);
    }

    @Test
    void retentionWhenAnswersAgeOutThenTheirBytesAreGoneAndTheFactStays() {
        try (var brief = RedisGateway.at(redis.url(), new Retention(Duration.ofMillis(150), Duration.ofDays(30)))
                .warm()) {
            var claim = (Acquired) claim(brief, claimOf("k"));
            assertThat(now(brief.store().complete(claim, ANSWER))).isTrue();
            eventually(LIMIT, () -> keys().size() == 1);
            assertThat(claim(brief, claimOf("k").by("other"))).isEqualTo(new Claim.Tombstone());
            assertThat(now(brief.store().isCompleted(claimOf("k").request().scope())))
                    .isTrue();
        }
    }

    @Test
    void answerWhenLostBeforeItsTimeThenTombstoneAndNeverASecondExecution() {
        complete(acquire(claimOf("k")), ANSWER);
        redis.ask("DEL", record(keys()) + ":answer");
        assertThat(claim(gateway, claimOf("k").by("other"))).isEqualTo(new Claim.Tombstone());
    }

    @Test
    void answerWhenMovedToAnotherRecordThenItDoesNotOpenThere() {
        complete(acquire(claimOf("a")), ANSWER);
        var a = record(keys());
        complete(acquire(claimOf("b")), ANSWER);
        var b = keys().stream()
                .filter(key -> key.endsWith("}") && !key.equals(a))
                .findFirst()
                .orElseThrow();
        redis.ask("COPY", a + ":answer", b + ":answer", "REPLACE");
        assertThat(claim(gateway, claimOf("b"))).isEqualTo(new Claim.Tombstone());
        assertThat(claim(gateway, claimOf("a"))).isInstanceOf(Claim.Replay.class);
    }

    @Test
    void recordThenItCostsItsBodyAndAtMost512Bytes() {
        var body = new byte[1_000];
        complete(
                acquire(claimOf("k").by("0198f2a0-7b1c-7def-8a3b-5c6d7e8f9a0b")),
                new StoredResponse(201, ANSWER.headers(), body));
        long payload = keys().stream().mapToLong(this::payload).sum();
        assertThat(payload - body.length).isBetween(0L, 512L);
    }

    /// What we put there: names and values, without what Redis itself adds.
    private long payload(String key) {
        var value = redis.ask(key.endsWith("}") ? "HGETALL" : "GET", key);
        return key.length()
                + (value instanceof List<?> fields
                        ? fields.stream()
                                .mapToLong(field -> field.toString().length())
                                .sum()
                        : value.toString().length());
    }

    @Test
    void claimWhenTwoGatewaysAskAtOnceThenExactlyOneAcquires() {
        try (var second = RedisGateway.at(redis.url()).warm()) {
            var claims = now(Flux.range(0, 64)
                    .flatMap(
                            i -> (i % 2 == 0 ? gateway : second)
                                    .store()
                                    .claim(claimOf("k").by("owner " + i).request()),
                            64)
                    .collectList());
            assertThat(claims).hasSize(64).allMatch(claim -> claim instanceof Acquired || claim instanceof Claim.Busy);
            assertThat(claims).filteredOn(Acquired.class::isInstance).hasSize(1);
        }
    }

    @Test
    void endsWhenAnotherGatewaySettlesThenHeardHere() throws Exception {
        try (var second = RedisGateway.at(redis.url()).warm()) {
            var claim = acquire(claimOf("k"));
            var heard = new LinkedBlockingQueue<Scope>();
            var listening = second.store().ends(claim.scope()).subscribe(heard::add);
            assertThat(heard.poll(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("listens")
                    .isNotNull();
            assertThat(claim(second, claimOf("k").by("waits"))).isInstanceOf(Claim.Busy.class);
            complete(claim, ANSWER);
            assertThat(heard.poll(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("the end")
                    .isEqualTo(claim.scope());
            listening.dispose();
        }
    }

    @Test
    void settledWhenNobodyWaitsThenNothingIsPublished() {
        redis.ask("CONFIG", "RESETSTAT");
        complete(acquire(claimOf("done")), ANSWER);
        now(gateway.store().release(acquire(claimOf("free"))));
        now(gateway.store().abandon(acquire(claimOf("lost"))));
        assertThat((String) redis.ask("INFO", "commandstats"))
                .contains("cmdstat_hset")
                .doesNotContain("cmdstat_publish");
    }

    @Test
    void claimWhenManyKeysAskAtOnceThenNobodyIsTurnedAwayForWantOfAConnection() {
        int callers = 256;
        var claims = now(Flux.range(0, callers)
                .flatMap(i -> gateway.store().claim(claimOf("k" + i).request()), callers)
                .collectList());
        assertThat(claims).hasSize(callers).allMatch(Acquired.class::isInstance);
    }

    @Test
    void runWhenRedisHasForgottenItsScriptsThenTheyAreSentAgain() {
        acquire(claimOf("a"));
        redis.ask("SCRIPT", "FLUSH");
        acquire(claimOf("b"));
    }
}
