package io.portage.gateway.session;

import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Keeps the tokens of sessions fresh: one refresh of a session at a time, whichever gateways its requests come to. A
/// provider that gives each refresh token once would take a second one for theft.
final class TokenRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(TokenRefresh.class);
    /// How often those look who wait for somebody else's refresh.
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final SessionStore store;
    private final IdentityProviderClient provider;
    private final Supplier<String> owners;
    private final Duration ahead;
    private final Limits limits;
    private final InstantSource clock;
    private final FailedRefreshes failed;
    private final ConcurrentMap<String, Mono<Tokens>> underWay = new ConcurrentHashMap<>();
    /// Those that have begun, also where nobody waits for them any more.
    private final Set<Mono<Tokens>> begun = ConcurrentHashMap.newKeySet();

    /// How long is waited, and for what. None of it ends a refresh that has begun: the provider may have given its new
    /// tokens already, and will not give them twice.
    ///
    /// @param others how long somebody else's refresh is waited for
    /// @param ours how long a request waits for one that was begun for it
    /// @param lock for how long nobody else begins one: longer than any takes
    /// @param keeping how long it is tried to keep what the provider gave
    record Limits(Duration others, Duration ours, Duration lock, Duration keeping) {
        /// From the provider's answer until its tokens are kept.
        private static final Duration KEEPING = Duration.ofSeconds(10);

        /// @param timeout how long the provider may take
        static Limits of(Duration timeout) {
            return new Limits(
                    timeout.plus(KEEPING),
                    timeout.plusSeconds(1),
                    IdentityProviderClient.longest(timeout).plus(KEEPING),
                    KEEPING);
        }
    }

    /// @param owners names that no two refreshes share
    /// @param ahead how long before their end tokens are refreshed
    TokenRefresh(
            SessionStore store,
            IdentityProviderClient provider,
            Supplier<String> owners,
            Duration ahead,
            Limits limits,
            InstantSource clock) {
        this.store = store;
        this.provider = provider;
        this.owners = owners;
        this.ahead = ahead;
        this.limits = limits;
        this.clock = clock;
        this.failed = new FailedRefreshes(clock);
    }

    /// The session's tokens, or those after them where they do not last for that long. Where the provider or the store
    /// is away, what still holds must do.
    ///
    /// @param id the session's id
    /// @param generation the generation of `tokens`
    Mono<Tokens> lasting(String id, Tokens tokens, long generation, Duration time) {
        return Mono.defer(() -> {
            var now = clock.instant();
            if (tokens.lastsUntil(now.plus(time))) {
                if (tokens.refresh() != null
                        && tokens.areDue(now, ahead)
                        && !failed.areTooFreshToTryAhead(name(id, generation))) {
                    begin(id, generation);
                }
                return Mono.just(tokens);
            }
            return tokens.refresh() == null && tokens.lastsUntil(now)
                    ? Mono.just(tokens)
                    : shared(id, generation).onErrorResume(failure -> orElse(tokens, failure));
        });
    }

    private Mono<Tokens> orElse(Tokens tokens, Throwable failure) {
        return isPassing(failure) && tokens.lastsUntil(clock.instant()) ? Mono.just(tokens) : Mono.error(failure);
    }

    private static boolean isPassing(Throwable failure) {
        return failure instanceof StoreUnavailableException
                || (failure instanceof RejectedException refused
                        && refused.rejection().action().retryable());
    }

    /// Nobody waits for a refresh of what still holds.
    private void begin(String id, long generation) {
        shared(id, generation).subscribe(_ -> {}, _ -> {});
    }

    /// Ends with what is under way now, however that ends.
    Mono<Void> ended() {
        return Mono.defer(() -> Mono.whenDelayError(Stream.concat(underWay.values().stream(), begun.stream())
                        .toList()))
                .onErrorComplete();
    }

    private static String name(String id, long generation) {
        return id + ":" + generation;
    }

    /// The one refresh of that session in this process; it goes on when those who wait for it are gone.
    private Mono<Tokens> shared(String id, long generation) {
        return underWay.computeIfAbsent(
                id,
                key -> Mono.defer(() -> unlessJustFailed(key, generation))
                        // before its end is told: who hears of a failure and asks again begins anew
                        .doOnTerminate(() -> underWay.remove(key))
                        .cache());
    }

    /// Many requests come at once, though never quite: the last of them must not begin anew what has just failed.
    private Mono<Tokens> unlessJustFailed(String id, long generation) {
        var name = name(id, generation);
        var failure = failed.ofThisMoment(name);
        return failure != null
                ? Mono.error(failure)
                : alone(id, generation).doOnError(now -> {
                    LOG.info("a refresh failed: {}", now.getMessage());
                    failed.add(name, now);
                });
    }

    /// The one refresh of that session in all processes; who finds another one under way waits for what comes of it.
    private Mono<Tokens> alone(String id, long generation) {
        var owner = owners.get();
        return othersOrOurTurn(id, generation, owner)
                .flatMap(others -> others.map(Mono::just).orElseGet(() -> begun(id, generation, owner)));
    }

    /// What came of somebody else's refresh, or nothing where it is our turn.
    private Mono<Optional<Tokens>> othersOrOurTurn(String id, long generation, String owner) {
        return store.lock(id, owner, limits.lock())
                .flatMap(mine -> mine
                        ? Mono.just(Optional.<Tokens>empty())
                        : newer(id, generation).map(Optional::of))
                .repeatWhenEmpty(rounds -> rounds.delayElements(PAUSE))
                // the lock may be ours by now without our knowing
                .timeout(
                        limits.others(),
                        Mono.defer(() -> store.unlock(id, owner).onErrorComplete())
                                .then(away()));
    }

    /// Whoever stops waiting for it, it goes on, and what it brings is kept.
    private Mono<Tokens> begun(String id, long generation, String owner) {
        var done = new AtomicReference<Mono<Tokens>>();
        var refresh = Mono.usingWhen(
                        Mono.just(owner),
                        _ -> refresh(id, generation),
                        key -> store.unlock(id, key).onErrorComplete())
                .doFinally(_ -> begun.remove(done.get()))
                .cache();
        done.set(refresh);
        begun.add(refresh);
        return refresh.timeout(limits.ours(), away());
    }

    private static <T> Mono<T> away() {
        return Mono.error(SessionProblems.providerAway()::asException);
    }

    /// The tokens of a later generation; empty where there are none.
    private Mono<Tokens> newer(String id, long generation) {
        return stored(id).filter(found -> found.generation() != generation).mapNotNull(StoredSession::tokens);
    }

    private Mono<StoredSession> stored(String id) {
        return store.touch(id, clock.instant()).switchIfEmpty(Mono.error(SessionProblems.expired()::asException));
    }

    private Mono<Tokens> refresh(String id, long generation) {
        return stored(id).flatMap(found -> {
            var tokens = found.tokens();
            if (tokens == null || found.generation() != generation) {
                return Mono.justOrEmpty(tokens);
            }
            return tokens.refresh() == null
                    ? over(id)
                    : provider.refreshed(tokens)
                            .flatMap(next -> keep(id, generation, next))
                            .onErrorResume(
                                    IdentityProviderClient.RefusedException.class,
                                    _ -> newer(id, generation).switchIfEmpty(over(id)));
        });
    }

    private Mono<Tokens> over(String id) {
        return Mono.defer(() -> store.remove(id)).then(Mono.error(SessionProblems.expired()::asException));
    }

    /// The provider gives them once, so a store that is away for a moment is asked again. What cannot be kept serves
    /// those who wait; afterwards the browser signs in again.
    private Mono<Tokens> keep(String id, long generation, Tokens next) {
        // one call, subscribed to again: the store knows it by its bytes
        return store.renew(id, generation, next)
                .flatMap(kept -> kept ? Mono.just(next) : newer(id, generation))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .filter(StoreUnavailableException.class::isInstance))
                .timeout(limits.keeping(), Mono.fromSupplier(() -> {
                    LOG.warn("refreshed tokens could not be kept within {}", limits.keeping());
                    return next;
                }));
    }
}
