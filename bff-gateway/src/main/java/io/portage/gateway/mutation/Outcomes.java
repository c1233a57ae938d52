package io.portage.gateway.mutation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.problem.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Writes down what became of an attempt, and says it again where the store does not answer, for as long as a claim
/// holds: a store that stands still for a second should not make a known outcome an unknown one.
@Component
final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /// How many say something again at the same time: a store that does not answer one need not be asked by all.
    static final int AT_ONCE = 16;

    private final Claims claims;
    private final Duration patience;
    private final Counter stale;
    private final Semaphore repeats = new Semaphore(AT_ONCE);

    Outcomes(IdempotencyStore store, Claims claims, MeterRegistry meters) {
        this.claims = claims;
        this.patience = store.patience();
        this.stale = Counter.builder("portage.mutations.stale")
                .description("outcomes that came after their claim had passed to somebody else; they were not recorded")
                .register(meters);
    }

    /// Whether the outcome is written down. Who waits is told within the store's patience, with false where nothing is
    /// certain by then. The place is kept, and the word said again, until there is an answer, but no longer than a
    /// lease.
    ///
    /// @param word says it, each time that it is subscribed to
    Mono<Boolean> written(Mutation mutation, Slot slot, Mono<Boolean> word) {
        return Mono.defer(() -> {
            slot.says(word);
            var writing = slot.during(until(mutation, slot, word)).toFuture();
            return writing.isDone()
                    ? Mono.fromFuture(writing)
                    : Mono.fromFuture(writing, true).timeout(patience, notYet(mutation));
        });
    }

    private Mono<Boolean> until(Mutation mutation, Slot slot, Mono<Boolean> word) {
        return word.onErrorResume(StoreUnavailableException.class, _ -> again(word))
                .doOnNext(this::count)
                .take(claims.lease(mutation))
                .onErrorReturn(false)
                .defaultIfEmpty(false)
                .doOnNext(written -> {
                    slot.says(null);
                    if (!written) {
                        log(mutation, "the outcome could not be recorded");
                    }
                });
    }

    private Mono<Boolean> again(Mono<Boolean> word) {
        return Mono.defer(() -> repeats.tryAcquire()
                        ? Mono.using(() -> repeats, _ -> word, Semaphore::release, true)
                        : Mono.error(new StoreUnavailableException("others ask just now (expected: fewer)")))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .filter(StoreUnavailableException.class::isInstance))
                .delaySubscription(FIRST_PAUSE);
    }

    private Mono<Boolean> notYet(Mutation mutation) {
        return Mono.fromSupplier(() -> {
            log(mutation, "the outcome is not recorded yet, and is told as if it were not");
            return false;
        });
    }

    private void count(boolean owned) {
        if (!owned) {
            stale.increment();
        }
    }

    private static void log(Mutation mutation, String what) {
        LOG.warn(
                "correlationId=\"{}\" operation={} {}",
                CorrelationId.inLog(mutation.correlationId()),
                mutation.operation().id(),
                what);
    }
}
