package io.portage.gateway.idempotency;

import static io.portage.gateway.idempotency.ClaimBuilder.LEASE;
import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim.Acquired;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whose key it is, and who may say what became of it.
public abstract class StoreOwnershipContract extends StoreClaimContract {
    @Test
    void claimWhenSameOwnerAsksAgainThenItsOwnClaim() {
        var acquired = acquire(claimOf("k").by("me"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(claim(claimOf("k").by("me"))).isEqualTo(acquired);
        assertThat(now(store().complete(acquired, ANSWER))).isTrue();
    }

    @Test
    void stepsWhenOwnerOrFenceIsWrongThenNothingChanges() {
        var mine = acquire(claimOf("k").by("me"));
        var wrongOwner = new Acquired(mine.scope(), "other", mine.fence());
        var wrongFence = new Acquired(mine.scope(), mine.owner(), mine.fence() + 1);
        for (var stale : List.of(wrongOwner, wrongFence)) {
            assertThat(now(store().complete(stale, ANSWER))).isFalse();
            assertThat(now(store().release(stale))).isFalse();
            assertThat(now(store().abandon(stale))).isFalse();
        }
        assertThat(claim(claimOf("k").by("third"))).isInstanceOf(Claim.Busy.class);
        assertThat(now(store().complete(mine, ANSWER))).isTrue();
    }

    @Test
    void stepsWhenLeaseIsOverAndAnotherClaimSawItThenNothingChanges() {
        var acquired = acquire(claimOf("k"));
        clock.advance(LEASE.plus(A_MOMENT));
        assertThat(claim(claimOf("k").by("other"))).isEqualTo(new Claim.Unknown());
        assertThat(now(store().complete(acquired, ANSWER))).isFalse();
        assertThat(now(store().release(acquired))).isFalse();
        assertThat(now(store().abandon(acquired))).isFalse();
        assertThat(claim(claimOf("k").by("other"))).isEqualTo(new Claim.Unknown());
    }

    @Test
    void stepsWhenLeaseIsOverAndAnotherClaimRunsThenNothingChanges() {
        var first = acquire(claimOf("k").by("first"));
        clock.advance(LEASE.plus(A_MOMENT));
        var second = acquire(claimOf("k").by("second").redrive(new Redrive.Always()));
        assertThat(now(store().complete(first, ANSWER))).isFalse();
        assertThat(now(store().release(first))).isFalse();
        assertThat(now(store().abandon(first))).isFalse();
        assertThat(now(store().complete(second, null))).isTrue();
        assertThat(claim(claimOf("k"))).isEqualTo(new Claim.Tombstone());
    }

    /// What the owner knows is the truth, and it is better than what nobody knows.
    @Test
    void completeWhenLeaseIsOverAndNobodySawItThenTheAnswerIsKept() {
        var late = acquire(claimOf("k"));
        clock.advance(LEASE.plus(A_MOMENT));
        assertThat(isCompleted(claimOf("k"))).isFalse();
        assertThat(now(store().complete(late, ANSWER))).isTrue();
        assertThat(claim(claimOf("k").by("other"))).isInstanceOf(Claim.Replay.class);
        assertThat(isCompleted(claimOf("k"))).isTrue();
    }

    @Test
    void releaseWhenLeaseIsOverAndNobodySawItThenTheKeyIsFree() {
        var late = acquire(claimOf("k"));
        clock.advance(LEASE.plus(A_MOMENT));
        assertThat(now(store().release(late))).isTrue();
        assertThat(claim(claimOf("k").by("other"))).isInstanceOf(Acquired.class);
    }

    @Test
    void abandonWhenLeaseIsOverAndNobodySawItThenUnknown() {
        var late = acquire(claimOf("k"));
        clock.advance(LEASE.plus(A_MOMENT));
        assertThat(now(store().abandon(late))).isTrue();
        assertThat(claim(claimOf("k").by("other"))).isEqualTo(new Claim.Unknown());
    }

    @Test
    void stepsWhenAlreadySettledThenNothingChanges() {
        var acquired = acquire(claimOf("k"));
        assertThat(now(store().complete(acquired, ANSWER))).isTrue();
        assertThat(now(store().release(acquired))).isFalse();
        assertThat(now(store().abandon(acquired))).isFalse();
        assertThat(now(store().complete(acquired, null))).isFalse();
        assertThat(claim(claimOf("k"))).isInstanceOf(Claim.Replay.class);
    }

    @Test
    void stepsWhenKeyWasNeverClaimedThenNothingChanges() {
        var never = new Acquired(claimOf("k").request().scope(), "me", 1);
        assertThat(now(store().complete(never, ANSWER))).isFalse();
        assertThat(claim(claimOf("k"))).isInstanceOf(Acquired.class);
    }

    @Test
    void claimWhenTenantOrSubjectDiffersThenAnotherKey() {
        completed(claimOf("k"));
        for (var stranger : List.of(claimOf("k").tenant("south"), claimOf("k").subject("sam"), claimOf("K"))) {
            assertThat(isCompleted(stranger)).isFalse();
            assertThat(claim(stranger.of("other request"))).isInstanceOf(Acquired.class);
        }
    }

    @Test
    void scopeWhenTextMovesBetweenItsPartsThenAnotherKey() {
        completed(claimOf("c").tenant("a").subject("b"));
        for (var other : List.of(
                claimOf("c").tenant("ab").subject(""),
                claimOf("b:c").tenant("a").subject(""),
                claimOf("c").tenant("a:b").subject(""),
                claimOf("c").tenant("").subject("a:b"))) {
            assertThat(claim(other)).isInstanceOf(Acquired.class);
        }
    }

    @Test
    void claimWhenManyAskAtOnceThenExactlyOneAcquires() throws Exception {
        int callers = 64;
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var tasks = IntStream.range(0, callers)
                    .mapToObj(i -> (Callable<Claim>) () -> {
                        start.await();
                        return claim(claimOf("k").by("owner " + i));
                    })
                    .map(threads::submit)
                    .toList();
            start.countDown();
            int acquired = 0;
            for (var task : tasks) {
                var claim = task.get();
                assertThat(claim).isInstanceOfAny(Acquired.class, Claim.Busy.class);
                acquired += claim instanceof Acquired ? 1 : 0;
            }
            assertThat(acquired).isEqualTo(1);
        }
    }
}
