package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static io.portage.gateway.idempotency.redis.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.Known;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.StoredResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the scripts leave behind on Redis, by what names, and for how long.
final class RedisRecordTest extends RedisStoreFixture {
    private long remaining(String key) {
        return (Long) redis.ask("PTTL", key);
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
        assertThat(found("k")).isInstanceOf(Known.Tombstone.class);
    }

    private Known found(String key) {
        return now(gateway.store().find(claimOf(key).request().scope()));
    }

    /// As gateways wrote it that did not keep the first attempt of what took effect.
    @Test
    void recordWhenAnOlderGatewayWroteItThenItIsNotKnownSinceWhen() {
        complete(acquire(claimOf("answered")), ANSWER);
        forgetTheFirstAttempt();
        assertThat(found("answered")).isInstanceOfSatisfying(Known.Completed.class, done -> {
            assertThat(done.firstSeen()).isNull();
            assertThat(done.response().body()).isEqualTo(ANSWER.body());
        });
        assertThat(claim(gateway, claimOf("answered").by("other"))).isInstanceOf(Claim.Replay.class);
        clear();
        complete(acquire(claimOf("k")), null);
        forgetTheFirstAttempt();
        assertThat(found("k")).isEqualTo(new Known.Tombstone(null));
    }

    /// Whoever begins anew after such a record, and gives back, leaves it as it was.
    @Test
    void recordWhenAnAttemptAfterAnOlderOneIsGivenBackThenItIsStillNotKnownSinceWhen() {
        try (var brief = RedisGateway.at(redis.url(), new Retention(Duration.ofMillis(1), Duration.ofDays(30)))
                .warm()) {
            clear();
            var anew = claimOf("k").newAfterRetention(true);
            assertThat(now(brief.store().complete((Acquired) claim(brief, anew), null)))
                    .isTrue();
            forgetTheFirstAttempt();
            eventually(LIMIT, () -> claim(brief, anew.by("other")) instanceof Acquired);
            var again = (Acquired) claim(brief, anew.by("other"));
            assertThat(now(brief.store().release(again))).isTrue();
            assertThat(now(brief.store().find(again.scope()))).isEqualTo(new Known.Tombstone(null));
        }
    }

    private void forgetTheFirstAttempt() {
        assertThat(redis.ask("HDEL", record(keys()), "a")).isEqualTo(1L);
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
        assertThat(found("b")).isInstanceOf(Known.Tombstone.class);
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
}
