package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.LEASE;
import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.redis.Settled.Outcome;
import io.portage.gateway.idempotency.redis.Settled.State;
import io.portage.gateway.idempotency.redis.Settled.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Where there is nothing to settle: refused by the state, or already so, and nothing changes.
final class SettlementRefusedTest extends SettlementFixture {
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
}
