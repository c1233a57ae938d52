package io.portage.gateway.caller.keys;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// The keys of one issuer. Whatever tokens name, they are fetched by one request at a time, and for unknown ones once
/// in ten seconds. Known keys answer at once while they are in use, and for as long as the issuer may be away.
public final class IssuerKeys {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    /// Between two fetches for unknown key ids, so that made-up ones cost the issuer nothing.
    static final Duration PAUSE = Duration.ofSeconds(10);
    /// As long as there are no keys to go on with, nobody can be let in anyway.
    static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(1);

    private final String issuer;
    private final Mono<byte[]> fetch;
    private final Duration refresh;
    private final Duration retention;
    private final LongSupplier nanos;
    private final Object turn = new Object();

    private volatile @Nullable KeySet known;
    private volatile boolean missed;
    private volatile long heard;
    private @Nullable Long attempted;
    private @Nullable Long sought;
    private @Nullable Mono<Void> underWay;

    private enum Reason {
        /// What is known must not be relied on for longer, or there is nothing.
        STALE,
        /// A token names a key that is not known.
        UNKNOWN
    }

    private record KeySet(Map<String, VerificationKey> keys, long fetched) {}

    /// @param issuer as it stands in the log
    /// @param fetch fetches its JWK set
    /// @param refresh age at which keys are fetched anew
    /// @param retention age up to which they are used
    /// @param nanos a clock that only goes forward
    public IssuerKeys(String issuer, Mono<byte[]> fetch, Duration refresh, Duration retention, LongSupplier nanos) {
        this.issuer = issuer;
        this.fetch = fetch;
        this.refresh = refresh;
        this.retention = retention;
        this.nanos = nanos;
    }

    /// The key of that id; empty where the issuer has none, [KeysUnavailableException] where that is not known.
    public Mono<VerificationKey> key(String id) {
        var set = current();
        var key = set == null ? null : set.keys().get(id);
        return key != null
                ? Mono.just(key)
                : fetched(set == null ? Reason.STALE : Reason.UNKNOWN).then(Mono.defer(() -> found(id)));
    }

    /// Whether it is known still to be the issuer's key of that id.
    public boolean holds(String id, VerificationKey key) {
        return find(id) == key;
    }

    private Mono<VerificationKey> found(String id) {
        var key = find(id);
        if (key != null) {
            return Mono.just(key);
        }
        return missed || current() == null ? Mono.error(new KeysUnavailableException()) : Mono.empty();
    }

    private @Nullable VerificationKey find(String id) {
        var set = current();
        return set == null ? null : set.keys().get(id);
    }

    /// What is known, not too old, and asked after; what has aged is fetched anew meanwhile.
    private @Nullable KeySet current() {
        var set = known;
        if (set == null) {
            return null;
        }
        long now = nanos.getAsLong();
        long age = now - set.fetched();
        var counts = age < retention.toNanos() && !isUnheard(now);
        if (age >= refresh.toNanos()) {
            fetched(Reason.STALE).subscribe();
        }
        return counts ? set : null;
    }

    /// Nobody has asked the issuer for so long that a key it withdrew may still look good. An issuer that was asked and
    /// did not answer is another matter: then what is known must do.
    private boolean isUnheard(long now) {
        return (now - heard) / 2 >= refresh.toNanos();
    }

    /// Ends when the fetch that is under way, or one that may begin now, has ended; at once where none may.
    private Mono<Void> fetched(Reason reason) {
        synchronized (turn) {
            if (underWay != null) {
                return underWay;
            }
            long now = nanos.getAsLong();
            if (!mayBegin(reason, now)) {
                return Mono.empty();
            }
            attempted = now;
            underWay = fetch.switchIfEmpty(Mono.error(IssuerKeys::empty))
                    .map(KeySetReader::read)
                    .doOnNext(this::learn)
                    .doOnError(this::miss)
                    .onErrorComplete()
                    .then()
                    .doOnTerminate(this::end)
                    .cache();
            return underWay;
        }
    }

    private static RuntimeException empty() {
        return new IllegalStateException("an answer without content (expected: a key set)");
    }

    /// A key that is new must not be refused because others have just been fetched. What counts for unknown ones is the
    /// last time that somebody brought one.
    private boolean mayBegin(Reason reason, long now) {
        var last = reason == Reason.UNKNOWN && !missed ? sought : attempted;
        if (last != null && now - last < pause(now).toNanos()) {
            return false;
        }
        if (reason == Reason.UNKNOWN) {
            sought = now;
        }
        return true;
    }

    private Duration pause(long now) {
        var set = known;
        return set != null && now - set.fetched() < retention.toNanos() ? PAUSE : PAUSE_WITHOUT_KEYS;
    }

    private void end() {
        synchronized (turn) {
            heard = nanos.getAsLong();
            underWay = null;
        }
    }

    /// Keys that are the same stay the same objects: by them, verified tokens know that they still count.
    private void learn(Map<String, VerificationKey> fetchedKeys) {
        var before = known == null ? Map.<String, VerificationKey>of() : known.keys();
        var keys = new HashMap<>(fetchedKeys);
        keys.replaceAll((id, key) -> {
            var old = before.get(id);
            return old != null && old.isSameAs(key) ? old : key;
        });
        known = new KeySet(Map.copyOf(keys), nanos.getAsLong());
        if (missed) {
            missed = false;
            LOG.info("the keys of {} can be fetched again", issuer);
        }
    }

    private void miss(Throwable failure) {
        if (!missed) {
            missed = true;
            LOG.warn(
                    "the keys of {} cannot be fetched: {} {}; {}",
                    issuer,
                    failure.getClass().getSimpleName(),
                    failure.getMessage(),
                    known == null ? "its tokens are answered with 503" : "those that are known are used on");
        }
    }
}
