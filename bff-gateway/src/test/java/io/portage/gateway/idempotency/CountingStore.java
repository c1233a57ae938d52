package io.portage.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.idempotency.embedded.EmbeddedIdempotencyStore;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A store, the embedded one where no other is named, with an ear on who asks it what.
public class CountingStore implements IdempotencyStore {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final AtomicInteger claims = new AtomicInteger();
    private final Semaphore claimed = new Semaphore(0);
    private final Semaphore listeners = new Semaphore(0);
    private final Semaphore completes = new Semaphore(0);
    private final Semaphore beats = new Semaphore(0);
    private volatile Runnable beforeListening = () -> {};
    private volatile Runnable afterClaim = () -> {};
    private volatile boolean deaf;
    private final IdempotencyStore store;

    /// @param clock the time
    public CountingStore(TestClock clock) {
        this(new EmbeddedIdempotencyStore(
                clock, new Retention(Duration.parse("PT24H5M"), Duration.ofDays(30)), 100, 1 << 20));
    }

    public CountingStore(IdempotencyStore store) {
        this.store = store;
    }

    /// How often a key was claimed.
    public int claims() {
        return claims.get();
    }

    /// From now on nobody hears of an end.
    public void deaf() {
        deaf = true;
    }

    /// What happens between a claim and what follows from it.
    public void afterClaim(Runnable what) {
        afterClaim = what;
    }

    /// What happens just before somebody listens.
    public void beforeListening(Runnable what) {
        beforeListening = what;
    }

    /// Waits for so many more claims that were answered.
    public void awaitClaims(int count) {
        await(claimed, count);
    }

    /// Waits until so many more listen.
    public void awaitListeners(int count) {
        await(listeners, count);
    }

    /// Waits for so many more completions.
    public void awaitCompletes(int count) {
        await(completes, count);
    }

    /// Waits for so many more heartbeats.
    public void awaitBeats(int count) {
        await(beats, count);
    }

    private static void await(Semaphore semaphore, int count) {
        try {
            assertThat(semaphore.tryAcquire(count, PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("happened within " + PATIENCE)
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Mono<Claim> claim(ClaimRequest request) {
        return Mono.defer(() -> {
            claims.incrementAndGet();
            return store.claim(request).doOnNext(_ -> {
                afterClaim.run();
                claimed.release();
            });
        });
    }

    @Override
    public Mono<Boolean> heartbeat(Claim.Acquired claim, Duration lease) {
        return store.heartbeat(claim, lease).doOnNext(_ -> beats.release());
    }

    @Override
    public Mono<Boolean> complete(Claim.Acquired claim, @Nullable StoredResponse response) {
        return store.complete(claim, response).doOnNext(_ -> completes.release());
    }

    @Override
    public Mono<Boolean> release(Claim.Acquired claim) {
        return store.release(claim);
    }

    @Override
    public Mono<Boolean> abandon(Claim.Acquired claim) {
        return store.abandon(claim);
    }

    @Override
    public Mono<Known> find(Scope scope) {
        return store.find(scope);
    }

    @Override
    public Flux<Scope> ends(Scope scope) {
        return Flux.defer(() -> {
            beforeListening.run();
            return (deaf ? Flux.<Scope>never() : store.ends(scope)).doOnSubscribe(_ -> listeners.release());
        });
    }

    @Override
    public Duration patience() {
        return store.patience();
    }
}
