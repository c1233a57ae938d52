package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.LEASE;
import static io.portage.gateway.idempotency.ClaimBuilder.REFUSED;
import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.idempotency.redis.Settled.Outcome;
import io.portage.gateway.idempotency.redis.Settled.State;
import io.portage.gateway.idempotency.redis.Settled.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/// What settling by hand makes of each state that a key can be in, on a real Redis with the clock of the test.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SettlementTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final StoredResponse ANSWER = new StoredResponse(201, List.of(), "answer".getBytes(UTF_8));

    private final RedisProcess redis = RedisProcess.start();
    private final TimedRedis timed = new TimedRedis(redis);
    private TestClock clock = new TestClock();

    @AfterAll
    void close() {
        timed.close();
        redis.close();
    }

    @BeforeEach
    void clear() {
        redis.ask("FLUSHALL");
        clock = new TestClock();
        advance(Duration.ZERO);
    }

    private void advance(Duration time) {
        clock.advance(time);
        timed.tell(clock.instant());
    }

    private static <T> T now(Mono<T> mono) {
        return mono.blockOptional(LIMIT).orElseThrow();
    }

    private Claim claim(ClaimBuilder request) {
        return now(timed.store().claim(request.request()));
    }

    private Acquired acquire(ClaimBuilder request) {
        var claim = claim(request);
        assertThat(claim).isInstanceOf(Acquired.class);
        return (Acquired) claim;
    }

    private boolean complete(Acquired claim, @Nullable StoredResponse answer) {
        return now(timed.store().complete(claim, answer));
    }

    private void lose(ClaimBuilder request) {
        assertThat(now(timed.store().abandon(acquire(request)))).isTrue();
    }

    private Settled settle(String key, Verdict verdict) {
        return timed.settlement().settle(claimOf(key).request().scope(), verdict, "ann", "seen in the ledger");
    }

    private Settled look(String key) {
        return timed.settlement().look(claimOf(key).request().scope());
    }

    private List<?> audit(Settled settled) {
        return (List<?>) redis.ask("LRANGE", "portage-audit:{" + settled.tag() + "}", "0", "-1");
    }

    private Object record(Settled settled) {
        return redis.ask("HGETALL", "portage:{" + settled.tag() + "}");
    }

    @Test
    void settleWhenUnknownAndCompletedThenItTookEffectAndItsAnswerIsNotKept() {
        lose(claimOf("k"));
        var settled = settle("k", Verdict.COMPLETED);
        assertThat(settled.outcome()).isEqualTo(Outcome.SETTLED);
        assertThat(settled.state()).isEqualTo(State.UNKNOWN);
        assertThat(claim(claimOf("k").by("other"))).isEqualTo(new Claim.Tombstone());
        assertThat(now(timed.store().isCompleted(claimOf("k").request().scope())))
                .isTrue();
        assertThat(claim(claimOf("k").of("another request"))).isEqualTo(new Claim.Mismatch());
    }

    @Test
    void settleWhenCompletedThenKnownForAsLongAsATombstone() {
        lose(claimOf("k"));
        advance(Duration.ofDays(20));
        var settled = settle("k", Verdict.COMPLETED);
        assertThat(settled.keptUntil()).isEqualTo(clock.instant().plus(RedisGateway.RETENTION.tombstone()));
        advance(RedisGateway.RETENTION.tombstone().minus(A_MOMENT));
        assertThat(claim(claimOf("k").by("other"))).isEqualTo(new Claim.Tombstone());
        long expiry = (Long) redis.ask("PTTL", "portage:{" + settled.tag() + "}");
        assertThat(expiry)
                .isBetween(Duration.ofDays(29).toMillis(), Duration.ofDays(30).toMillis());
    }

    @Test
    void settleWhenCompletedThenItMayBeginAnewWhereAgedAnswersMay() {
        lose(claimOf("k"));
        settle("k", Verdict.COMPLETED);
        advance(RedisGateway.RETENTION.response().minus(A_MOMENT));
        assertThat(claim(claimOf("k").newAfterRetention(true))).isEqualTo(new Claim.Tombstone());
        advance(A_MOMENT);
        assertThat(acquire(claimOf("k").newAfterRetention(true)).fence()).isEqualTo(2);
    }

    @Test
    void settleWhenUnknownAndWithoutEffectThenTheSameRequestRunsWhateverItsAgeSays() {
        lose(claimOf("k").queued());
        var settled = settle("k", Verdict.NO_EFFECT);
        assertThat(settled.outcome()).isEqualTo(Outcome.SETTLED);
        assertThat(settled.keptUntil()).isEqualTo(clock.instant().plus(RedisGateway.RETENTION.response()));
        assertThat(acquire(claimOf("k").by("other").verdict(REFUSED)).fence()).isEqualTo(2);
    }

    @Test
    void settleWhenWithoutEffectThenAnotherRequestIsJudgedByItsOwnAge() {
        lose(claimOf("k"));
        settle("k", Verdict.NO_EFFECT);
        assertThat(claim(claimOf("k").of("another request").verdict(REFUSED))).isInstanceOf(Claim.Refused.class);
        assertThat(acquire(claimOf("k").of("another request")).fence()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void settleWhenTheLeaseHasEndedThenSettledAndItsOwnerComesTooLate(Verdict verdict) {
        var lapsed = acquire(claimOf("k"));
        advance(LEASE.plus(A_MOMENT));
        assertThat(look("k").state()).isEqualTo(State.LAPSED);
        var settled = settle("k", verdict);
        assertThat(settled.outcome()).isEqualTo(Outcome.SETTLED);
        assertThat(settled.leaseEnd()).isEqualTo(clock.instant().minus(A_MOMENT));
        assertThat(complete(lapsed, ANSWER)).isFalse();
        assertThat(now(timed.store().release(lapsed))).isFalse();
        assertThat(claim(claimOf("k").by("other")))
                .isInstanceOf(verdict == Verdict.COMPLETED ? Claim.Tombstone.class : Acquired.class);
    }

    @Test
    void settleWhenWithoutEffectAfterATombstoneThenTheTombstoneIsBack() {
        assertThat(complete(acquire(claimOf("k")), null)).isTrue();
        advance(RedisGateway.RETENTION.response());
        lose(claimOf("k").of("new record").newAfterRetention(true));
        assertThat(settle("k", Verdict.NO_EFFECT).outcome()).isEqualTo(Outcome.SETTLED);
        assertThat(claim(claimOf("k").by("other").verdict(REFUSED))).isEqualTo(new Claim.Tombstone());
        assertThat(settle("k", Verdict.NO_EFFECT).outcome()).isEqualTo(Outcome.ALREADY);
    }

    @Test
    void settleWhenARepeatedAttemptWasLostTooThenSettledForBoth() {
        lose(claimOf("k"));
        lose(claimOf("k").by("second").redrive(new Redrive.Always()));
        assertThat(settle("k", Verdict.NO_EFFECT).fence()).isEqualTo(2);
        assertThat(acquire(claimOf("k").by("third")).fence()).isEqualTo(3);
    }

    private void refused(State state) {
        var before = look("k");
        var record = record(before);
        for (var verdict : Verdict.values()) {
            var settled = settle("k", verdict);
            assertThat(settled.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(settled.state()).isEqualTo(state);
            assertThat(audit(settled)).isEmpty();
        }
        assertThat(before.state()).isEqualTo(state);
        assertThat(record(before)).isEqualTo(record);
    }

    @Test
    void settleWhenRunningThenRefusedWithWhatIsLeftOfItsLease() {
        var running = acquire(claimOf("k"));
        advance(Duration.ofSeconds(5));
        refused(State.RUNNING);
        var seen = look("k");
        assertThat(seen.leaseEnd()).isEqualTo(seen.at().plus(LEASE).minusSeconds(5));
        assertThat(complete(running, ANSWER)).isTrue();
    }

    @Test
    void settleWhenCompletedThenRefusedAndStillReplayed() {
        complete(acquire(claimOf("k")), ANSWER);
        refused(State.COMPLETED);
        assertThat(claim(claimOf("k").by("other"))).isInstanceOf(Claim.Replay.class);
    }

    @Test
    void settleWhenTombstoneThenRefused() {
        complete(acquire(claimOf("k")), null);
        refused(State.TOMBSTONE);
    }

    @Test
    void settleWhenTheAnswerHasAgedThenRefusedAsATombstone() {
        complete(acquire(claimOf("k")), ANSWER);
        advance(RedisGateway.RETENTION.response());
        refused(State.TOMBSTONE);
    }

    @Test
    void settleWhenFreeThenRefused() {
        now(timed.store().release(acquire(claimOf("k"))));
        refused(State.FREE);
    }

    @Test
    void settleWhenNeverSeenThenRefusedAndNothingIsKept() {
        refused(State.ABSENT);
        assertThat(redis.ask("KEYS", "portage*")).isEqualTo(List.of());
    }

    @Test
    void settleWhenForgottenThenRefused() {
        lose(claimOf("k"));
        advance(RedisGateway.RETENTION.tombstone());
        refused(State.ABSENT);
    }

    @Test
    void settleWhenAnotherTenantSubjectOrKeyIsMeantThenNeverSeen() {
        lose(claimOf("k"));
        for (var other :
                List.of(claimOf("K"), claimOf("k").tenant("south"), claimOf("k").subject("sue"))) {
            assertThat(timed.settlement().look(other.request().scope()).state()).isEqualTo(State.ABSENT);
        }
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void settleWhenSentTwiceThenAlreadySoAndOneEntry(Verdict verdict) {
        lose(claimOf("k"));
        var first = settle("k", verdict);
        advance(Duration.ofSeconds(3));
        var second = settle("k", verdict);
        assertThat(second.outcome()).isEqualTo(Outcome.ALREADY);
        assertThat(audit(second)).hasSize(1);
        assertThat(second.keptUntil()).isEqualTo(first.keptUntil());
    }

    @Test
    void settleWhenSettledInTheOtherWayThenRefused() {
        lose(claimOf("done"));
        settle("done", Verdict.COMPLETED);
        assertThat(settle("done", Verdict.NO_EFFECT).outcome()).isEqualTo(Outcome.REFUSED);
        lose(claimOf("free"));
        settle("free", Verdict.NO_EFFECT);
        assertThat(settle("free", Verdict.COMPLETED).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void settleWhenSettledAndThenTriedAgainThenNoLongerAlreadySo() {
        lose(claimOf("k"));
        settle("k", Verdict.NO_EFFECT);
        now(timed.store().release(acquire(claimOf("k").by("second"))));
        assertThat(settle("k", Verdict.NO_EFFECT).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void settleWhenTheKeyIsForgottenAndUsedAnewThenNotMistakenForThatOfBefore() {
        lose(claimOf("k"));
        settle("k", Verdict.COMPLETED);
        advance(RedisGateway.RETENTION.tombstone());
        complete(acquire(claimOf("k").by("new")), null);
        assertThat(settle("k", Verdict.COMPLETED).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void auditThenWhoWhenWhatAndWhyAndItNeverExpires() {
        lose(claimOf("k"));
        var settled = settle("k", Verdict.NO_EFFECT);
        lose(claimOf("k").by("second"));
        settle("k", Verdict.COMPLETED);
        assertThat(audit(settled)).hasSize(2);
        assertThat(audit(settled).getFirst().toString())
                .contains("\"by\":\"ann\"", "\"as\":\"no-effect\"", "\"because\":\"seen in the ledger\"")
                .contains("\"fence\":1", "\"before\":\"U\"", "\"at\":" + clock.millis());
        assertThat(audit(settled).getLast().toString()).contains("\"as\":\"completed\"", "\"fence\":2");
        assertThat(redis.ask("PTTL", "portage-audit:{" + settled.tag() + "}")).isEqualTo(-1L);
        assertThat(look("k").newestEntry()).isEqualTo(audit(settled).getLast());
    }

    @Test
    void auditWhenWordsAreOfAnyLanguageThenKeptAsTheyAre() {
        lose(claimOf("k"));
        var scope = claimOf("k").request().scope();
        timed.settlement().settle(scope, Verdict.COMPLETED, "Zoë \"Z\"", "gesehen: ✓ \\ /");
        assertThat(look("k").newestEntry()).contains("Zoë \\\"Z\\\"").contains("gesehen: ✓ \\\\ \\/");
    }

    @Test
    void lookWhenUnknownThenEverythingThatHelpsAndNothingChanges() {
        acquire(claimOf("k"));
        var first = clock.instant();
        advance(LEASE.plus(A_MOMENT));
        claim(claimOf("k").by("other"));
        var before = look("k");
        var record = record(before);
        advance(Duration.ofSeconds(1));
        var seen = look("k");
        assertThat(seen.outcome()).isEqualTo(Outcome.SEEN);
        assertThat(seen.state()).isEqualTo(State.UNKNOWN);
        assertThat(seen.firstAttempt()).isEqualTo(first);
        assertThat(seen.keptUntil()).isEqualTo(before.at().plus(RedisGateway.RETENTION.tombstone()));
        assertThat(seen.fence()).isEqualTo(1);
        assertThat(seen.newestEntry()).isNull();
        assertThat(record(seen)).isEqualTo(record);
    }
}
