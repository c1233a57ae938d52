package io.portage.gateway.mutation;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.CountingStore;
import io.portage.gateway.problem.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/// A claim is held for as long as its work is alive.
final class HeartbeatTest {
    private static final Duration LEASE = Duration.ofMillis(60);
    private static final long PATIENCE = 10;
    private final Semaphore beats = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);
    private Disposable beating = Disposables.disposed();
    private Supplier<Mono<Boolean>> answer = () -> Mono.just(true);

    private final CountingStore store = new CountingStore(new TestClock()) {
        @Override
        public Mono<Boolean> heartbeat(Claim.Acquired claim, Duration lease) {
            assertThat(lease).isEqualTo(LEASE);
            return answer.get().doOnSubscribe(_ -> beats.release()).doOnCancel(ended::release);
        }
    };
    private final Claim.Acquired claim =
            (Claim.Acquired) store.claim(claimOf("k").request()).blockOptional().orElseThrow();

    private void begin() {
        beating = new Heartbeat(store).beat(claim, LEASE);
    }

    @AfterEach
    void close() {
        beating.dispose();
    }

    private static void await(Semaphore semaphore, int count) throws InterruptedException {
        assertThat(semaphore.tryAcquire(count, PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void beatWhenWorkGoesOnThenHeldAgainAndAgain() throws Exception {
        begin();
        await(beats, 3);
    }

    @Test
    void beatWhenTheStoreIsAwayThenTriedAtTheNextBeat() throws Exception {
        answer = () -> Mono.error(new StoreUnavailableException("away (expected: there)"));
        begin();
        await(beats, 3);
    }

    @Test
    void beatWhenDisposedOfThenNoLongerHeld() throws Exception {
        answer = Mono::never;
        begin();
        await(beats, 1);
        beating.dispose();
        await(ended, 1);
    }

    @Test
    void beatWhenTheClaimIsLostThenNotAgain() {
        answer = () -> Mono.just(false);
        begin();
        var over = CompletableFuture.runAsync(() -> {
            while (!beating.isDisposed()) {
                Thread.onSpinWait();
            }
        });
        assertThat(over).succeedsWithin(Duration.ofSeconds(PATIENCE));
        assertThat(beats.availablePermits()).isEqualTo(1);
    }
}
