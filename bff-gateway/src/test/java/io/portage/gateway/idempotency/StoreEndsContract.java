package io.portage.gateway.idempotency;

import static io.portage.gateway.idempotency.ClaimBuilder.LEASE;
import static io.portage.gateway.idempotency.ClaimBuilder.REFUSED;
import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim.Acquired;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// How long a claim holds, and who hears of its end.
public abstract class StoreEndsContract extends StoreOwnershipContract {
    private static final long PATIENCE = 10;

    @Test
    void heartbeatWhenOwnedThenTheLeaseBeginsAnew() {
        var acquired = acquire(claimOf("k"));
        clock.advance(LEASE);
        assertThat(now(store().heartbeat(acquired, LEASE.plusSeconds(1)))).isTrue();
        clock.advance(LEASE.plusSeconds(1));
        assertThat(claim(claimOf("k").by("other"))).isEqualTo(new Claim.Busy(Duration.ZERO));
        clock.advance(A_MOMENT);
        assertThat(claim(claimOf("k").by("other"))).isEqualTo(new Claim.Unknown());
    }

    @Test
    void heartbeatWhenNotOwnedThenNothingChanges() {
        var acquired = acquire(claimOf("k").by("me"));
        for (var stale : List.of(
                new Acquired(acquired.scope(), "other", acquired.fence()),
                new Acquired(acquired.scope(), acquired.owner(), acquired.fence() + 1),
                new Acquired(claimOf("never").request().scope(), "me", 1))) {
            assertThat(now(store().heartbeat(stale, LEASE.multipliedBy(9)))).isFalse();
        }
        assertThat(claim(claimOf("k").by("other"))).isEqualTo(new Claim.Busy(LEASE));
        assertThat(now(store().complete(acquired, ANSWER))).isTrue();
        assertThat(now(store().heartbeat(acquired, LEASE))).isFalse();
        assertThat(claim(claimOf("k").by("other"))).isInstanceOf(Claim.Replay.class);
    }

    @Test
    void heartbeatWhenAnotherClaimSawTheEndThenTooLate() {
        var acquired = acquire(claimOf("k"));
        clock.advance(LEASE.plus(A_MOMENT));
        assertThat(claim(claimOf("k").by("other"))).isEqualTo(new Claim.Unknown());
        assertThat(now(store().heartbeat(acquired, LEASE))).isFalse();
        assertThat(claim(claimOf("k").by("other"))).isEqualTo(new Claim.Unknown());
    }

    @Test
    void heartbeatThenAllElseOfTheClaimIsAsItWas() {
        var acquired = acquire(claimOf("k").queued());
        now(store().heartbeat(acquired, LEASE));
        now(store().release(acquired));
        assertThat(claim(claimOf("k").verdict(REFUSED).by("verdict kept"))).isInstanceOf(Acquired.class);
        now(store().abandon(acquire(claimOf("lost").by("a").spelling("lost"))));
        var again = claimOf("lost").redrive(new Redrive.Within(LEASE)).spelling("lost");
        now(store().heartbeat(acquire(again.by("b")), LEASE));
        clock.advance(LEASE.minus(A_MOMENT));
        assertThat(claim(again.by("c"))).isInstanceOf(Claim.Busy.class);
    }

    @Test
    void endsWhenSettledThenWhoeverFoundTheKeyBusyHearsOfIt() throws Exception {
        for (var step : List.<Function<Acquired, Mono<Boolean>>>of(
                acquired -> store().complete(acquired, ANSWER),
                acquired -> store().release(acquired),
                acquired -> store().abandon(acquired))) {
            var request = claimOf("k" + step.hashCode());
            var acquired = acquire(request);
            var heard = new LinkedBlockingQueue<Scope>();
            var listening = store().ends(request.request().scope()).subscribe(heard::add);
            assertThat(next(heard)).as("listens").isEqualTo(request.request().scope());
            assertThat(claim(request.by("other"))).isInstanceOf(Claim.Busy.class);
            now(store().heartbeat(acquired, LEASE));
            assertThat(heard).as("a heartbeat is no end").isEmpty();
            assertThat(now(step.apply(acquired))).isTrue();
            assertThat(next(heard)).as("the end").isEqualTo(request.request().scope());
            listening.dispose();
        }
    }

    /// The words with which an owner ends its attempt.
    private List<Function<Acquired, Mono<Boolean>>> words() {
        return List.of(
                acquired -> store().complete(acquired, ANSWER),
                acquired -> store().complete(acquired, null),
                acquired -> store().release(acquired),
                acquired -> store().abandon(acquired));
    }

    @Test
    void wordWhenItComesTwiceThenAnsweredAsTheFirstTimeAndTheRecordIsAsItWas() {
        for (int i = 0; i < words().size(); i++) {
            var key = "k" + i;
            var acquired = acquire(claimOf(key).queued().by("me"));
            assertThat(now(words().get(i).apply(acquired))).as(key).isTrue();
            clock.advance(LEASE.multipliedBy(2));
            assertThat(now(words().get(i).apply(acquired))).as(key + " again").isTrue();
            for (var stale : List.of(
                    new Acquired(acquired.scope(), "other", acquired.fence()),
                    new Acquired(acquired.scope(), "me", acquired.fence() + 1))) {
                assertThat(now(words().get(i).apply(stale)))
                        .as(key + " by " + stale)
                        .isFalse();
            }
            for (int other = 0; other < words().size(); other++) {
                assertThat(now(words().get(other).apply(acquired)))
                        .as(key + ", word " + other)
                        .isEqualTo(other == i);
            }
            assertThat(now(store().heartbeat(acquired, LEASE)))
                    .as(key + ", heartbeat")
                    .isFalse();
        }
        assertThat(claim(claimOf("k0").by("other"))).isInstanceOf(Claim.Replay.class);
        assertThat(claim(claimOf("k1").by("other"))).isEqualTo(new Claim.Tombstone());
        assertThat(claim(claimOf("k2").verdict(REFUSED).by("other"))).isInstanceOf(Acquired.class);
        assertThat(claim(claimOf("k3").by("other"))).isEqualTo(new Claim.Unknown());
    }

    @Test
    void wordWhenItComesAgainLaterThenNothingIsKeptForLonger() {
        var acquired = acquire(claimOf("k"));
        now(store().complete(acquired, ANSWER));
        clock.advance(RETENTION.response());
        assertThat(now(store().complete(acquired, ANSWER)))
                .as("the answer is gone, the fact is not")
                .isTrue();
        assertThat(claim(claimOf("k"))).isEqualTo(new Claim.Tombstone());
        clock.advance(RETENTION.tombstone().minus(RETENTION.response()));
        assertThat(now(store().complete(acquired, ANSWER))).as("forgotten").isFalse();
        assertThat(claim(claimOf("k").of("other request"))).isInstanceOf(Acquired.class);
    }

    @Test
    void wordWhenAnotherAttemptHasBegunSinceThenItIsOfThePast() {
        var first = acquire(claimOf("k").by("first"));
        now(store().release(first));
        var second = acquire(claimOf("k").by("second"));
        assertThat(now(store().release(first))).isFalse();
        assertThat(claim(claimOf("k").by("third"))).isInstanceOf(Claim.Busy.class);
        assertThat(now(store().complete(second, ANSWER))).isTrue();
        assertThat(now(store().release(first))).isFalse();
        assertThat(claim(claimOf("k").by("third"))).isInstanceOf(Claim.Replay.class);
    }

    @Test
    void releaseWhenItComesTwiceThenWhatWasKnownBeforeIsKnownStill() {
        var redriven = acquireAfter(claimOf("lost"), first -> store().abandon(first));
        now(store().release(redriven));
        assertThat(now(store().release(redriven))).isTrue();
        assertThat(now(store().abandon(redriven))).isFalse();
        assertThat(claim(claimOf("lost").by("c"))).isEqualTo(new Claim.Unknown());
        completed(claimOf("done").by("a"));
        clock.advance(RETENTION.response());
        var anew = acquire(claimOf("done").newAfterRetention(true).by("b"));
        now(store().release(anew));
        assertThat(now(store().release(anew))).isTrue();
        assertThat(now(store().complete(anew, null))).isFalse();
        assertThat(isCompleted(claimOf("done"))).isTrue();
    }

    private Acquired acquireAfter(ClaimBuilder request, Function<Acquired, Mono<Boolean>> end) {
        now(end.apply(acquire(request.by("a"))));
        return acquire(request.by("b").redrive(new Redrive.Always()));
    }

    @Test
    void wordWhenSomebodySawTheLeaseEndThenItIsNotTheOnesWhoEndedIt() {
        var late = acquire(claimOf("k"));
        clock.advance(LEASE.plus(A_MOMENT));
        assertThat(claim(claimOf("k").by("other"))).isEqualTo(new Claim.Unknown());
        assertThat(now(store().abandon(late))).isFalse();
    }

    @Test
    void endsWhenAnotherKeyIsSettledThenNothingIsHeardOfIt() throws Exception {
        var mine = acquire(claimOf("mine"));
        var other = acquire(claimOf("other"));
        var heard = new LinkedBlockingQueue<Scope>();
        var listening = store().ends(mine.scope()).subscribe(heard::add);
        var othersHeard = new LinkedBlockingQueue<Scope>();
        var otherListening = store().ends(other.scope()).subscribe(othersHeard::add);
        next(heard);
        next(othersHeard);
        claim(claimOf("other").by("waits"));
        now(store().complete(other, ANSWER));
        assertThat(next(othersHeard)).isEqualTo(other.scope());
        assertThat(heard).isEmpty();
        listening.dispose();
        otherListening.dispose();
    }

    private static Scope next(BlockingQueue<Scope> heard) throws InterruptedException {
        var scope = heard.poll(PATIENCE, TimeUnit.SECONDS);
        if (scope == null) {
            throw new AssertionError("nothing in " + PATIENCE + " s (expected: a signal)");
        }
        return scope;
    }

    @Test
    void redriveWhenTheHeaderSpellsTheKeyOtherwiseThenTheServiceWouldNotKnowIt() {
        var within = claimOf("k").redrive(new Redrive.Within(Duration.ofHours(1)));
        now(store().abandon(acquire(within.spelling("k").by("a"))));
        assertThat(claim(within.spelling("\"k\"").by("b"))).isEqualTo(new Claim.Unknown());
        assertThat(claim(within.by("c"))).isEqualTo(new Claim.Unknown());
        var again = acquire(within.spelling("k").by("d"));
        now(store().release(again));
        assertThat(claim(within.spelling("\"k\"").by("e"))).isEqualTo(new Claim.Unknown());
        assertThat(claim(within.spelling("k").by("f"))).isInstanceOf(Acquired.class);
    }

    @Test
    void redriveThenItsClaimSaysThatAnEarlierAttemptMayHaveTakenEffect() {
        var request = claimOf("k").redrive(new Redrive.Always());
        var first = acquire(request.by("a"));
        assertThat(first.redriven()).isFalse();
        now(store().abandon(first));
        var second = acquire(request.by("b"));
        assertThat(second.redriven()).isTrue();
        assertThat(acquire(request.by("b"))).as("asked again").isEqualTo(second);
        now(store().release(second));
        assertThat(acquire(request.by("c")).redriven()).isTrue();
    }

    @Test
    void redriveWhenTheFirstAttemptCarriedNothingThenTheServiceWouldNotKnowItsRepeat() {
        now(store().abandon(acquire(claimOf("k").by("a"))));
        assertThat(claim(claimOf("k")
                        .redrive(new Redrive.Within(Duration.ofHours(1)))
                        .spelling("k")
                        .by("b")))
                .isEqualTo(new Claim.Unknown());
    }
}
