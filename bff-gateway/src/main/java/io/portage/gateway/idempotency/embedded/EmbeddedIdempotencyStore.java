package io.portage.gateway.idempotency.embedded;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimRequest;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.StoreUnavailableException;
import io.portage.gateway.idempotency.StoredResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Records in the memory of one process, which forgets them on restart. Bounded by entries and by bytes without ever
/// lying: bodies make room before records do, and what is in flight, done or unknown is never evicted.
public final class EmbeddedIdempotencyStore implements IdempotencyStore {
    private static final int SWEPT_PER_CLAIM = 8;

    private final InstantSource clock;
    private final Transitions transitions;
    private final int maxEntries;
    private final long maxBytes;

    /// Guarded by `this`; critical sections are a few map operations. In order of the last change: oldest first.
    private final LinkedHashMap<Scope, KeyRecord> records = new LinkedHashMap<>();

    private long bytes;

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
            makeRoomForEntry(now);
        }
        if (step.record() == null) {
            forget(request.scope());
        } else if (step.record() != before) {
            put(request.scope(), step.record());
        }
        return step.claim();
    }

    @Override
    public Mono<Boolean> complete(Claim.Acquired claim, @Nullable StoredResponse response) {
        return ifOwned(claim, (running, now) -> {
            var kept = response != null && makeRoomForBytes(response.size()) ? response : null;
            return transitions.completed(running, kept, now);
        });
    }

    @Override
    public Mono<Boolean> release(Claim.Acquired claim) {
        return ifOwned(claim, transitions::released);
    }

    @Override
    public Mono<Boolean> abandon(Claim.Acquired claim) {
        return ifOwned(claim, transitions::unknown);
    }

    @Override
    public Mono<Boolean> isCompleted(Scope scope) {
        return Mono.fromSupplier(() -> {
            synchronized (this) {
                var record = transitions.at(records.get(scope), clock.instant());
                return record instanceof KeyRecord.Completed || record instanceof KeyRecord.Tombstone;
            }
        });
    }

    private Mono<Boolean> ifOwned(Claim.Acquired claim, BiFunction<KeyRecord.InFlight, Instant, KeyRecord> transition) {
        return Mono.fromSupplier(() -> {
            synchronized (this) {
                var now = clock.instant();
                var record = transitions.at(records.get(claim.scope()), now);
                if (record instanceof KeyRecord.InFlight running
                        && running.owner().equals(claim.owner())
                        && running.fence() == claim.fence()) {
                    put(claim.scope(), transition.apply(running, now));
                    return true;
                }
                return false;
            }
        });
    }

    private void put(Scope scope, KeyRecord record) {
        forget(scope);
        records.put(scope, record);
        bytes += record.size();
    }

    private void forget(Scope scope) {
        var before = records.remove(scope);
        bytes -= before == null ? 0 : before.size();
    }

    /// Drops or ages a few of the oldest records, so that the work of forgetting is spread over the claims.
    private void sweep(Instant now) {
        var aged = new HashMap<Scope, @Nullable KeyRecord>();
        var oldest = records.entrySet().iterator();
        for (int i = 0; i < SWEPT_PER_CLAIM && oldest.hasNext(); i++) {
            var entry = oldest.next();
            var current = transitions.at(entry.getValue(), now);
            if (current != entry.getValue()) {
                aged.put(entry.getKey(), current);
            }
        }
        aged.forEach(this::replace);
    }

    private void replace(Scope scope, @Nullable KeyRecord record) {
        if (record == null) {
            forget(scope);
        } else {
            put(scope, record);
        }
    }

    private void makeRoomForEntry(Instant now) {
        if (records.size() < maxEntries) {
            return;
        }
        var spare = records.entrySet().stream()
                .filter(entry ->
                        transitions.at(entry.getValue(), now) == null || entry.getValue() instanceof KeyRecord.Free)
                .map(Map.Entry::getKey)
                .findFirst();
        spare.ifPresentOrElse(this::forget, () -> {
            throw new StoreUnavailableException(
                    "embedded store: " + records.size() + " keys (expected: fewer than portage.embedded.max-entries)");
        });
    }

    /// Turns the oldest answers into tombstones: their repeats are still told the truth.
    private boolean makeRoomForBytes(long size) {
        if (size > maxBytes) {
            return false;
        }
        while (bytes + size > maxBytes) {
            var oldest = records.entrySet().stream()
                    .filter(entry -> entry.getValue() instanceof KeyRecord.Completed)
                    .findFirst()
                    .orElseThrow();
            put(oldest.getKey(), Transitions.withoutBody((KeyRecord.Completed) oldest.getValue()));
        }
        return true;
    }
}
