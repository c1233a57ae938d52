package io.portage.gateway.idempotency.embedded;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimRequest;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Known;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.idempotency.Waiters;
import io.portage.gateway.idempotency.embedded.KeyRecord.Word;
import io.portage.gateway.problem.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Records in the memory of one process, which forgets them on restart. Bounded by entries and by bytes without ever
/// lying: bodies make room before records do, and what is in flight, done or unknown is never evicted.
public final class EmbeddedIdempotencyStore implements IdempotencyStore {
    private static final int SWEPT_PER_CLAIM = 4;

    private final InstantSource clock;
    private final Transitions transitions;
    private final int maxEntries;
    private final long maxBytes;

    /// Guarded by `this`; critical sections are a few map operations.
    private final Shelves records = new Shelves();

    private final Waiters<Scope> waiters = new Waiters<>();

    /// @param maxEntries how many keys are kept at most
    /// @param maxBytes how many bytes of answers are kept at most
    public EmbeddedIdempotencyStore(InstantSource clock, Retention retention, int maxEntries, long maxBytes) {
        this.clock = clock;
        this.transitions = new Transitions(retention);
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    @Override
    public Mono<Claim> claim(ClaimRequest request) {
        return Mono.fromSupplier(() -> claimNow(request));
    }

    private synchronized Claim claimNow(ClaimRequest request) {
        var now = clock.instant();
        sweep(now);
        var before = records.get(request.scope());
        var step = transitions.claim(before, request, now);
        if (before == null && step.record() != null) {
            makeRoomForEntry();
        }
        if (step.record() != before) {
            replace(request.scope(), step.record());
        }
        return step.claim();
    }

    @Override
    public Mono<Boolean> heartbeat(Claim.Acquired claim, Duration lease) {
        return Mono.fromSupplier(() -> isTaken(claim, (running, now) -> transitions.renewed(running, lease, now)));
    }

    @Override
    public Mono<Boolean> complete(Claim.Acquired claim, @Nullable StoredResponse response) {
        var word = Word.completed(response);
        return ended(claim, word, (running, now) -> {
            var kept = response != null && makeRoomForBytes(response.size()) ? response : null;
            return transitions.completed(running, word, kept, now);
        });
    }

    @Override
    public Mono<Boolean> release(Claim.Acquired claim) {
        return ended(claim, Word.RELEASED, transitions::released);
    }

    @Override
    public Mono<Boolean> abandon(Claim.Acquired claim) {
        return ended(claim, Word.ABANDONED, transitions::abandoned);
    }

    @Override
    public Mono<Known> find(Scope scope) {
        return Mono.fromSupplier(() -> findNow(scope));
    }

    private synchronized @Nullable Known findNow(Scope scope) {
        return transitions.find(records.get(scope), clock.instant());
    }

    @Override
    public Flux<Scope> ends(Scope scope) {
        // listens first: an end between the two would else be missed
        return Flux.merge(waiters.ends(scope), Mono.just(scope));
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    private Mono<Boolean> ended(
            Claim.Acquired claim, Word word, BiFunction<KeyRecord.InFlight, Instant, KeyRecord> transition) {
        return Mono.fromSupplier(() -> isTaken(claim, transition) || hasEnded(claim, word))
                .doOnNext(_ -> waiters.ended(claim.scope()));
    }

    private synchronized boolean isTaken(
            Claim.Acquired claim, BiFunction<KeyRecord.InFlight, Instant, KeyRecord> transition) {
        var running = Transitions.owned(records.get(claim.scope()), claim);
        if (running != null) {
            records.put(claim.scope(), transition.apply(running, clock.instant()));
        }
        return running != null;
    }

    /// What is no longer an owner's never becomes it again: nothing is missed between the two looks.
    private synchronized boolean hasEnded(Claim.Acquired claim, Word word) {
        return transitions.hasEnded(records.get(claim.scope()), claim, word, clock.instant());
    }

    private void replace(Scope scope, @Nullable KeyRecord record) {
        if (record == null) {
            records.remove(scope);
        } else {
            records.put(scope, record);
        }
    }

    /// Drops or ages a few of the oldest records, so that the work of forgetting is spread over the claims.
    private void sweep(Instant now) {
        for (var scope : records.oldest(SWEPT_PER_CLAIM)) {
            var record = records.get(scope);
            var current = transitions.at(record, now);
            if (current != record) {
                replace(scope, current);
            }
        }
    }

    private void makeRoomForEntry() {
        if (records.size() < maxEntries) {
            return;
        }
        var spare = records.oldestFree();
        if (spare == null) {
            throw new StoreUnavailableException(
                    "embedded store: " + records.size() + " keys (expected: fewer than portage.embedded.max-entries)");
        }
        records.remove(spare);
    }

    /// Turns the oldest answers into tombstones: their repeats are still told the truth.
    private boolean makeRoomForBytes(long size) {
        while (size <= maxBytes && records.bytes() + size > maxBytes) {
            var oldest = records.oldestAnswered();
            if (oldest == null || !(records.get(oldest) instanceof KeyRecord.Completed done)) {
                throw new IllegalStateException(
                        records.bytes() + " bytes and no answer (expected: one that weighs them)");
            }
            records.put(oldest, Transitions.withoutBody(done));
        }
        return size <= maxBytes;
    }
}
