package io.portage.gateway.idempotency;

import static io.portage.gateway.idempotency.ClaimBuilder.LEASE;
import static io.portage.gateway.idempotency.ClaimBuilder.REFUSED;
import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim.Acquired;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store promises: the claims, the ownership and, here, what ages into what over days. Each adapter extends
/// it with a factory of its own, and needs to say nothing else.
public abstract class IdempotencyStoreContract extends StoreEndsContract {
    private static final Duration WINDOW = Duration.ofHours(23);
    private static final Redrive WITHIN = new Redrive.Within(WINDOW);

    @Test
    void claimWhenAnswerAgesThenTombstoneThenForgotten() {
        completed(claimOf("k"));
        clock.advance(RETENTION.response().minus(A_MOMENT));
        assertThat(claim(claimOf("k"))).isInstanceOf(Claim.Replay.class);
        clock.advance(A_MOMENT);
        assertThat(claim(claimOf("k").verdict(REFUSED))).isEqualTo(new Claim.Tombstone());
        assertThat(now(store().isCompleted(claimOf("k").request().scope()))).isTrue();
        clock.advance(RETENTION.tombstone().minus(RETENTION.response()).minus(A_MOMENT));
        assertThat(claim(claimOf("k"))).isEqualTo(new Claim.Tombstone());
        clock.advance(A_MOMENT);
        assertThat(now(store().isCompleted(claimOf("k").request().scope()))).isFalse();
        assertThat(claim(claimOf("k").of("other request"))).isInstanceOf(Acquired.class);
    }

    @Test
    void retentionWhenTheMutationRanLongThenCountsFromItsCompletion() {
        var acquired = acquire(claimOf("k"));
        clock.advance(LEASE);
        assertThat(now(store().complete(acquired, ANSWER))).isTrue();
        clock.advance(RETENTION.response().minus(A_MOMENT));
        assertThat(claim(claimOf("k"))).isInstanceOf(Claim.Replay.class);
    }

    @Test
    void completeWhenAnswerIsTooLargeToKeepThenTombstoneAtOnce() {
        assertThat(now(store().complete(acquire(claimOf("k")), null))).isTrue();
        assertThat(claim(claimOf("k"))).isEqualTo(new Claim.Tombstone());
        assertThat(now(store().isCompleted(claimOf("k").request().scope()))).isTrue();
    }

    @Test
    void newAfterRetentionWhenAnswerIsStillDueThenNoSecondExecution() {
        var again = claimOf("k").newAfterRetention(true);
        completed(again);
        assertThat(claim(again)).isInstanceOf(Claim.Replay.class);
        now(store().complete(acquire(claimOf("large").newAfterRetention(true)), null));
        clock.advance(RETENTION.response().minus(A_MOMENT));
        assertThat(claim(claimOf("large").newAfterRetention(true))).isEqualTo(new Claim.Tombstone());
    }

    @Test
    void newAfterRetentionWhenAnswerIsNoLongerDueThenForOnlineRequestsOnly() {
        var again = claimOf("k").newAfterRetention(true);
        completed(again);
        clock.advance(RETENTION.response());
        assertThat(claim(again.queued())).isEqualTo(new Claim.Tombstone());
        assertThat(claim(again.verdict(REFUSED))).isEqualTo(new Claim.Tombstone());
        assertThat(claim(again.newAfterRetention(false))).isEqualTo(new Claim.Tombstone());
        assertThat(claim(again)).isInstanceOf(Acquired.class);
        assertThat(claim(again.by("other"))).isInstanceOf(Claim.Busy.class);
    }

    @Test
    void newAfterRetentionWhenAnswerIsNoLongerDueThenAnyRequestIsANewRecord() {
        var first = claimOf("k").newAfterRetention(true);
        completed(first);
        clock.advance(RETENTION.response().minus(A_MOMENT));
        assertThat(claim(first.of("other request"))).isEqualTo(new Claim.Mismatch());
        clock.advance(A_MOMENT);
        assertThat(claim(first.of("other request"))).isInstanceOf(Acquired.class);
    }

    /// The mutation of old took effect: an attempt that did nothing must not make room for it a second time.
    @Test
    void newAfterRetentionWhenTheNewAttemptIsReleasedThenTheOldOneIsStillKnown() {
        var again = claimOf("k").newAfterRetention(true);
        completed(again);
        clock.advance(RETENTION.response());
        now(store().release(acquire(again.of("other request").by("b"))));
        assertThat(isCompleted(again)).isTrue();
        assertThat(claim(again.queued())).isEqualTo(new Claim.Tombstone());
        assertThat(claim(again.verdict(REFUSED))).isEqualTo(new Claim.Tombstone());
        assertThat(claim(again.of("other request").queued())).isEqualTo(new Claim.Mismatch());
        assertThat(claim(again.newAfterRetention(false))).isEqualTo(new Claim.Tombstone());
        assertThat(claim(again.by("c"))).isInstanceOf(Acquired.class);
    }

    @Test
    void newAfterRetentionWhenTheNewAttemptIsReleasedThenTheOldOneIsForgottenInItsTime() {
        var again = claimOf("k").newAfterRetention(true);
        completed(again);
        // not a moment: Redis forgets by its own clock as well, which goes on meanwhile
        clock.advance(RETENTION.tombstone().minusMinutes(1));
        now(store().release(acquire(again)));
        clock.advance(Duration.ofMinutes(1).minus(A_MOMENT));
        assertThat(isCompleted(again)).isTrue();
        clock.advance(A_MOMENT);
        assertThat(isCompleted(again)).isFalse();
        assertThat(claim(again.queued().of("other request"))).isInstanceOf(Acquired.class);
    }

    @Test
    void newAfterRetentionWhenTheNewAttemptIsReleasedThenTheNextHasAHigherFence() {
        var again = claimOf("k").newAfterRetention(true);
        completed(again);
        clock.advance(RETENTION.response());
        var first = acquire(again.by("same"));
        now(store().release(first));
        var second = acquire(again.by("same"));
        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(now(store().complete(first, ANSWER))).isFalse();
        assertThat(now(store().complete(second, ANSWER))).isTrue();
        assertThat(claim(again)).isInstanceOf(Claim.Replay.class);
    }

    @Test
    void newAfterRetentionWhenTheNewAttemptIsAbandonedThenUnknown() {
        var again = claimOf("k").newAfterRetention(true);
        completed(again);
        clock.advance(RETENTION.response());
        now(store().abandon(acquire(again.of("other request"))));
        assertThat(claim(again.of("other request"))).isEqualTo(new Claim.Unknown());
        assertThat(claim(again)).isEqualTo(new Claim.Mismatch());
    }

    @Test
    void fenceWhenAKeyIsAcquiredAgainThenHigher() {
        var first = acquire(claimOf("k").by("a"));
        now(store().release(first));
        var second = acquire(claimOf("k").by("b"));
        now(store().abandon(second));
        var third = acquire(claimOf("k").by("c").redrive(WITHIN));
        assertThat(List.of(first.fence(), second.fence(), third.fence()))
                .isSorted()
                .doesNotHaveDuplicates();
        now(store().complete(third, ANSWER));
        clock.advance(RETENTION.response());
        assertThat(acquire(claimOf("k").by("d").newAfterRetention(true)).fence())
                .isGreaterThan(third.fence());
    }

    @Test
    void redriveWhenWithinItsWindowThenAcquiredAndNoLonger() {
        now(store().abandon(acquire(claimOf("k"))));
        clock.advance(WINDOW.minus(A_MOMENT));
        var again = acquire(claimOf("k").redrive(WITHIN).verdict(REFUSED));
        now(store().abandon(again));
        clock.advance(A_MOMENT);
        assertThat(claim(claimOf("k").redrive(WITHIN))).isEqualTo(new Claim.Unknown());
    }

    @Test
    void redriveWhenLeaseEndedThenWindowCountsFromTheFirstAttempt() {
        acquire(claimOf("k"));
        clock.advance(LEASE.plus(A_MOMENT));
        acquire(claimOf("k").redrive(WITHIN).by("b"));
        clock.advance(WINDOW.minus(LEASE).minus(A_MOMENT));
        assertThat(claim(claimOf("k").redrive(WITHIN).by("c"))).isEqualTo(new Claim.Unknown());
    }

    @Test
    void redriveWhenASecondEffectIsImpossibleThenAtAnyTime() {
        now(store().abandon(acquire(claimOf("k"))));
        clock.advance(RETENTION.tombstone().minus(A_MOMENT));
        assertThat(claim(claimOf("k").redrive(new Redrive.Always()))).isInstanceOf(Acquired.class);
    }

    @Test
    void redriveWhenGivenBackThenTheFirstAttemptIsStillUnknown() {
        now(store().abandon(acquire(claimOf("k").by("a"))));
        assertThat(now(store().release(acquire(claimOf("k").by("b").redrive(WITHIN)))))
                .isTrue();
        assertThat(claim(claimOf("k").by("c"))).isEqualTo(new Claim.Unknown());
        assertThat(claim(claimOf("k").of("other request").by("c"))).isEqualTo(new Claim.Mismatch());
    }

    @Test
    void redriveWhenGivenBackThenTheWindowStillCountsFromTheFirstAttempt() {
        now(store().abandon(acquire(claimOf("k").by("a"))));
        clock.advance(WINDOW.minus(A_MOMENT));
        now(store().release(acquire(claimOf("k").by("b").redrive(WITHIN))));
        clock.advance(A_MOMENT);
        assertThat(claim(claimOf("k").by("c").redrive(WITHIN))).isEqualTo(new Claim.Unknown());
    }

    @Test
    void unknownWhenItsTimeIsOverThenForgotten() {
        now(store().abandon(acquire(claimOf("k"))));
        clock.advance(RETENTION.tombstone());
        assertThat(claim(claimOf("k").of("other request"))).isInstanceOf(Acquired.class);
    }
}
