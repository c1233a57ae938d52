package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.LEASE;
import static io.portage.gateway.idempotency.ClaimBuilder.REFUSED;
import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.Known;
import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.redis.Settled.Outcome;
import io.portage.gateway.idempotency.redis.Settled.State;
import io.portage.gateway.idempotency.redis.Settled.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What settling by hand makes of an outcome that nobody knows, and what is kept of who did.
final class SettlementTest extends SettlementFixture {
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
    void settleWhenCompletedThenALookUpKnowsSinceWhen() {
        var first = clock.instant();
        lose(claimOf("k"));
        advance(Duration.ofDays(1));
        assertThat(settle("k", Verdict.COMPLETED).firstAttempt()).isEqualTo(first);
        assertThat(found("k")).isEqualTo(new Known.Tombstone(first));
    }

    private Known found(String key) {
        return now(timed.store().find(claimOf(key).request().scope()));
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
        var first = clock.instant();
        assertThat(complete(acquire(claimOf("k")), null)).isTrue();
        advance(RedisGateway.RETENTION.response());
        var later = clock.instant();
        lose(claimOf("k").of("new record").newAfterRetention(true));
        var settled = settle("k", Verdict.NO_EFFECT);
        assertThat(settled.outcome()).isEqualTo(Outcome.SETTLED);
        assertThat(settled.firstAttempt()).as("of what was settled").isEqualTo(later);
        assertThat(found("k")).isEqualTo(new Known.Tombstone(first));
        assertThat(claim(claimOf("k").by("other").verdict(REFUSED))).isEqualTo(new Claim.Tombstone());
        assertThat(settle("k", Verdict.NO_EFFECT).outcome()).isEqualTo(Outcome.ALREADY);
    }

    @Test
    void settleWhenARepeatWasLostOrReleasedAfterATombstoneThenTheTombstoneIsBackAllTheSame() {
        for (boolean released : new boolean[] {true, false}) {
            var key = "k" + released;
            var first = clock.instant();
            assertThat(complete(acquire(claimOf(key)), null)).isTrue();
            advance(RedisGateway.RETENTION.response());
            lose(claimOf(key).of("new record").newAfterRetention(true));
            var again = claimOf(key).of("new record").by("second").redrive(new Redrive.Always());
            if (released) {
                assertThat(now(timed.store().release(acquire(again)))).isTrue();
                assertThat(look(key).state())
                        .as("the first attempt is still lost")
                        .isEqualTo(State.UNKNOWN);
            } else {
                lose(again);
            }
            assertThat(settle(key, Verdict.NO_EFFECT).outcome()).isEqualTo(Outcome.SETTLED);
            assertThat(claim(claimOf(key).by("other").verdict(REFUSED))).isEqualTo(new Claim.Tombstone());
            assertThat(found(key)).isEqualTo(new Known.Tombstone(first));
        }
    }

    @Test
    void settleWhenARepeatedAttemptWasLostTooThenSettledForBoth() {
        lose(claimOf("k"));
        lose(claimOf("k").by("second").redrive(new Redrive.Always()));
        assertThat(settle("k", Verdict.NO_EFFECT).fence()).isEqualTo(2);
        assertThat(acquire(claimOf("k").by("third")).fence()).isEqualTo(3);
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
