package io.portage.gateway.mutation;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.CountingStore;
import io.portage.gateway.idempotency.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// A claim is held for as long as its work is alive.
final class HeartbeatTest {
    private static final Duration LEASE = Duration.ofMillis(60);
    private static final long PATIENCE = 10;
    private final Semaphore beats = new Semaphore(0);
    private final Semaphore ended = new Semaphore(0);
    private final Sinks.One<String> work = Sinks.one();
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
        new Heartbeat(store).during(claim, LEASE, work.asMono()).subscribe();
    }

    private static void await(Semaphore semaphore, int count) throws InterruptedException {
        assertThat(semaphore.tryAcquire(count, PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void duringWhenWorkGoesOnThenHeldAgainAndAgain() throws Exception {
        begin();
        await(beats, 3);
        work.tryEmitValue("done");
    }

    @Test
    void duringWhenTheStoreIsAwayThenTriedAtTheNextBeat() throws Exception {
        answer = () -> Mono.error(new StoreUnavailableException("away (expected: there)"));
        begin();
        await(beats, 3);
        work.tryEmitValue("done");
    }

    @Test
    void duringWhenWorkIsDoneThenNoLongerHeld() throws Exception {
        answer = Mono::never;
        begin();
        await(beats, 1);
        work.tryEmitValue("done");
        await(ended, 1);
    }

    @Test
    void duringWhenTheClaimIsLostThenTheWorkIsDoneAllTheSame() throws Exception {
        answer = () -> Mono.just(false);
        var result = new Heartbeat(store).during(claim, LEASE, work.asMono()).toFuture();
        await(beats, 1);
        work.tryEmitValue("done");
        assertThat(result).succeedsWithin(Duration.ofSeconds(PATIENCE)).isEqualTo("done");
        assertThat(beats.availablePermits())
                .as("no beat after the claim was lost")
                .isZero();
    }
}
