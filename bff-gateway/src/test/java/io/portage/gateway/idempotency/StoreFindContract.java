package io.portage.gateway.idempotency;

import static io.portage.gateway.idempotency.ClaimBuilder.LEASE;
import static io.portage.gateway.idempotency.ClaimBuilder.REFUSED;
import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a look at a key finds in each of its states, and that it changes none of them.
public abstract class StoreFindContract extends StoreFixture {
    private static final Duration A_WHILE = Duration.ofSeconds(7);

    private Instant begin = Instant.EPOCH;

    @BeforeEach
    void begin() {
        begin = clock.instant();
    }

    private @Nullable Known found() {
        return found(claimOf("k"));
    }

    private @Nullable Known found(ClaimBuilder request) {
        return store().find(request.request().scope()).block(Duration.ofSeconds(10));
    }

    private void completedLater() {
        var acquired = acquire(claimOf("k"));
        clock.advance(A_WHILE);
        now(store().complete(acquired, ANSWER));
    }

    private void isTheAnswer(@Nullable Known known, Instant first) {
        assertThat(known).isInstanceOfSatisfying(Known.Completed.class, done -> {
            assertThat(done.firstSeen()).isEqualTo(first);
            assertThat(done.response().status()).isEqualTo(ANSWER.status());
            assertThat(done.response().headers()).isEqualTo(ANSWER.headers());
            assertThat(done.response().body()).isEqualTo(ANSWER.body());
            assertThat(done.response().provenance()).isEqualTo(ANSWER.provenance());
        });
    }

    @Test
    void findWhenNeverUsedThenNothing() {
        assertThat(found()).isNull();
        claim(claimOf("k").verdict(REFUSED));
        assertThat(found()).isNull();
    }

    @Test
    void findWhenRunningThenSinceWhenAndForHowMuchLonger() {
        acquire(claimOf("k"));
        clock.advance(A_WHILE);
        assertThat(found()).isEqualTo(new Known.Running(begin, LEASE.minus(A_WHILE)));
    }

    @Test
    void findWhenCompletedThenTheAnswerAndTheFirstAttempt() {
        completedLater();
        isTheAnswer(found(), begin);
        clock.advance(RETENTION.response().minus(A_MOMENT));
        isTheAnswer(found(), begin);
    }

    @Test
    void findWhenItIsNotKnownWhatTheAnswerWasForThenTheAnswerAllTheSame() {
        now(store().complete(acquire(claimOf("k")), new StoredResponse(204, List.of(), new byte[0])));
        assertThat(found()).isInstanceOfSatisfying(Known.Completed.class, done -> {
            assertThat(done.response().status()).isEqualTo(204);
            assertThat(done.response().provenance()).isNull();
        });
    }

    @Test
    void findWhenTheAnswerIsNoLongerKeptThenTombstoneAndTheFirstAttemptStill() {
        completedLater();
        clock.advance(RETENTION.response());
        assertThat(found()).isEqualTo(new Known.Tombstone(begin));
        assertThat(claim(claimOf("k"))).isEqualTo(new Claim.Tombstone());
        clock.advance(RETENTION.tombstone().minus(RETENTION.response()).minus(A_MOMENT));
        assertThat(found()).isEqualTo(new Known.Tombstone(begin));
        clock.advance(A_MOMENT);
        assertThat(found()).isNull();
    }

    @Test
    void findWhenTheAnswerIsTooLargeToKeepThenTombstone() {
        var acquired = acquire(claimOf("k"));
        clock.advance(A_WHILE);
        now(store().complete(acquired, null));
        assertThat(found()).isEqualTo(new Known.Tombstone(begin));
    }

    @Test
    void findWhenAbandonedThenUnknown() {
        var acquired = acquire(claimOf("k"));
        clock.advance(A_WHILE);
        now(store().abandon(acquired));
        assertThat(found()).isEqualTo(new Known.Unknown(begin));
        clock.advance(RETENTION.tombstone());
        assertThat(found()).isNull();
    }

    /// A look must not make the owner's word come too late.
    @Test
    void findWhenTheLeaseEndedThenUnknownAndItsOwnerMayStillSpeak() {
        var late = acquire(claimOf("k"));
        clock.advance(LEASE);
        assertThat(found()).isEqualTo(new Known.Running(begin, Duration.ZERO));
        clock.advance(A_MOMENT);
        assertThat(found()).isEqualTo(new Known.Unknown(begin));
        assertThat(now(store().complete(late, ANSWER))).isTrue();
        isTheAnswer(found(), begin);
    }

    @Test
    void findWhenReleasedThenNothingAndTheNextAttemptIsTheFirst() {
        now(store().release(acquire(claimOf("k").by("a"))));
        assertThat(found()).isNull();
        clock.advance(A_WHILE);
        now(store().complete(acquire(claimOf("k").by("b")), ANSWER));
        isTheAnswer(found(), begin.plus(A_WHILE));
    }

    @Test
    void findWhenRedrivenThenTheFirstAttemptInEveryState() {
        now(store().abandon(acquire(claimOf("k").by("a"))));
        clock.advance(A_WHILE);
        var again = claimOf("k").by("b").redrive(new Redrive.Always());
        var second = acquire(again);
        assertThat(found()).isEqualTo(new Known.Running(begin, LEASE));
        now(store().release(second));
        assertThat(found()).isEqualTo(new Known.Unknown(begin));
        now(store().complete(acquire(again.by("c")), ANSWER));
        isTheAnswer(found(), begin);
    }

    @Test
    void findWhenANewRecordIsReleasedThenTheOldOneAndItsFirstAttempt() {
        completedLater();
        clock.advance(RETENTION.response());
        var anew = claimOf("k").newAfterRetention(true);
        var later = clock.instant();
        var second = acquire(anew.by("b"));
        assertThat(found()).isEqualTo(new Known.Running(later, LEASE));
        now(store().heartbeat(second, LEASE));
        now(store().release(second));
        assertThat(found()).isEqualTo(new Known.Tombstone(begin));
        now(store().complete(acquire(anew.by("c")), null));
        assertThat(found()).isEqualTo(new Known.Tombstone(later));
    }

    @Test
    void findWhenANewRecordIsSentTwiceInVainThenTheOldOneIsKnownAllTheSame() {
        completedLater();
        clock.advance(RETENTION.response());
        var later = clock.instant();
        var anew = claimOf("k").newAfterRetention(true).redrive(new Redrive.Always());
        now(store().abandon(acquire(anew.by("b"))));
        assertThat(found()).isEqualTo(new Known.Unknown(later));
        now(store().abandon(acquire(anew.by("c"))));
        assertThat(found()).isEqualTo(new Known.Unknown(later));
    }

    @Test
    void findWhenTenantOrSubjectDiffersThenNothing() {
        completedLater();
        for (var stranger : List.of(claimOf("k").tenant("south"), claimOf("k").subject("sam"), claimOf("K"))) {
            assertThat(found(stranger)).isNull();
        }
    }
}
