package io.portage.gateway.idempotency;

import static io.portage.gateway.idempotency.ClaimBuilder.LEASE;
import static io.portage.gateway.idempotency.ClaimBuilder.REFUSED;
import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim.Acquired;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a claim finds in each state of a key.
public abstract class StoreClaimContract extends StoreFindContract {
    @Test
    void claimWhenKeyIsNewThenAcquired() {
        var acquired = acquire(claimOf("k").by("me"));
        assertThat(acquired.owner()).isEqualTo("me");
        assertThat(acquired.scope()).isEqualTo(claimOf("k").request().scope());
        assertThat(isCompleted(claimOf("k"))).isFalse();
    }

    @Test
    void claimWhenCompletedThenReplaysEveryByte() {
        completed(claimOf("k"));
        assertThat(claim(claimOf("k").by("other"))).isInstanceOfSatisfying(Claim.Replay.class, replay -> {
            assertThat(replay.response().status()).isEqualTo(201);
            assertThat(replay.response().headers()).isEqualTo(ANSWER.headers());
            assertThat(replay.response().body()).isEqualTo(ANSWER.body());
        });
        assertThat(isCompleted(claimOf("k"))).isTrue();
    }

    @Test
    void claimWhenCompletedThenReplaysEvenAgainstARefusingVerdict() {
        completed(claimOf("k"));
        assertThat(claim(claimOf("k").verdict(REFUSED))).isInstanceOf(Claim.Replay.class);
    }

    @Test
    void claimWhenInFlightThenBusyForTheRestOfTheLease() {
        acquire(claimOf("k").by("first"));
        clock.advance(Duration.ofSeconds(5));
        assertThat(claim(claimOf("k").by("second"))).isEqualTo(new Claim.Busy(LEASE.minusSeconds(5)));
        assertThat(claim(claimOf("k").by("second").verdict(REFUSED))).isInstanceOf(Claim.Busy.class);
        assertThat(isCompleted(claimOf("k"))).isFalse();
    }

    @Test
    void claimWhenOtherRequestThenMismatchInEveryStateThatIsKnown() {
        var other = claimOf("k").of("other request");
        var acquired = acquire(claimOf("k"));
        assertThat(claim(other)).isEqualTo(new Claim.Mismatch());
        assertThat(claim(other.verdict(REFUSED))).isEqualTo(new Claim.Mismatch());
        now(store().complete(acquired, ANSWER));
        assertThat(claim(other)).isEqualTo(new Claim.Mismatch());
        clock.advance(RETENTION.response());
        assertThat(claim(other)).isEqualTo(new Claim.Mismatch());
        now(store().abandon(acquire(claimOf("lost"))));
        assertThat(claim(claimOf("lost").of("other request").redrive(new Redrive.Always())))
                .isEqualTo(new Claim.Mismatch());
    }

    @Test
    void claimWhenVerdictRefusesThenNothingIsKept() {
        assertThat(claim(claimOf("k").verdict(REFUSED)))
                .isInstanceOfSatisfying(
                        Claim.Refused.class,
                        refused -> assertThat(refused.rejection()).isEqualTo(REFUSED.rejection()));
        assertThat(claim(claimOf("k").of("other request"))).isInstanceOf(Acquired.class);
    }

    @Test
    void claimWhenReleasedThenTheFirstVerdictStands() {
        now(store().release(acquire(claimOf("k"))));
        assertThat(isCompleted(claimOf("k"))).isFalse();
        assertThat(claim(claimOf("k").verdict(REFUSED))).isInstanceOf(Acquired.class);
    }

    @Test
    void claimWhenReleasedThenTheVerdictOfAnotherRequestIsItsOwn() {
        now(store().release(acquire(claimOf("k"))));
        assertThat(claim(claimOf("k").of("other request").verdict(REFUSED))).isInstanceOf(Claim.Refused.class);
        assertThat(claim(claimOf("k").verdict(REFUSED))).isInstanceOf(Acquired.class);
    }

    @Test
    void claimWhenReleasedThenAnotherRequestMayTakeTheKey() {
        now(store().release(acquire(claimOf("k"))));
        assertThat(claim(claimOf("k").of("other request"))).isInstanceOf(Acquired.class);
        assertThat(claim(claimOf("k"))).isEqualTo(new Claim.Mismatch());
    }

    @Test
    void claimWhenReleasedLongAgoThenForgotten() {
        now(store().release(acquire(claimOf("k"))));
        clock.advance(RETENTION.response());
        assertThat(claim(claimOf("k").verdict(REFUSED))).isInstanceOf(Claim.Refused.class);
    }

    @Test
    void claimWhenAbandonedAndNotRepeatableThenUnknown() {
        now(store().abandon(acquire(claimOf("k"))));
        assertThat(claim(claimOf("k"))).isEqualTo(new Claim.Unknown());
        assertThat(claim(claimOf("k").verdict(REFUSED))).isEqualTo(new Claim.Unknown());
        assertThat(isCompleted(claimOf("k"))).isFalse();
        clock.advance(RETENTION.tombstone().minus(A_MOMENT));
        assertThat(claim(claimOf("k"))).isEqualTo(new Claim.Unknown());
    }

    @Test
    void claimWhenLeaseEndsThenUnknown() {
        acquire(claimOf("k"));
        clock.advance(LEASE.plus(A_MOMENT));
        assertThat(claim(claimOf("k").by("other"))).isEqualTo(new Claim.Unknown());
    }
}
