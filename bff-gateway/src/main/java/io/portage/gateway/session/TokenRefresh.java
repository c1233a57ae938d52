package io.portage.gateway.session;

import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
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
    /// What a refresh may take beside the provider's answer: until its tokens are kept.
    private static final Duration KEEPING = Duration.ofSeconds(10);

    private static final int ATTEMPTS = 3;

    private final SessionStore store;
    private final IdentityProviderClient provider;
    private final Supplier<String> owners;
    private final Duration ahead;
    private final Duration limit;
    private final InstantSource clock;
    private final ConcurrentMap<String, Mono<Tokens>> underWay = new ConcurrentHashMap<>();

    /// @param owners names that no two refreshes share
    /// @param ahead how long before their end tokens are refreshed
    /// @param timeout how long the provider may take
    TokenRefresh(
            SessionStore store,
            IdentityProviderClient provider,
            Supplier<String> owners,
            Duration ahead,
            Duration timeout,
            InstantSource clock) {
        this.store = store;
        this.provider = provider;
        this.owners = owners;
        this.ahead = ahead;
        this.limit = timeout.plus(KEEPING);
        this.clock = clock;
    }

    /// The session's tokens, or those after them where they do not last for that long. Where the provider is away, what
    /// still holds must do.
    ///
    /// @param id the session's id
    /// @param generation the generation of `tokens`
    Mono<Tokens> lasting(String id, Tokens tokens, long generation, Duration time) {
        return Mono.defer(() -> {
            var now = clock.instant();
            if (tokens.lastsUntil(now.plus(time))) {
                if (tokens.refresh() != null && tokens.areDue(now, ahead)) {
                    begin(id, generation);
                }
                return Mono.just(tokens);
            }
            return tokens.refresh() == null && tokens.lastsUntil(now)
                    ? Mono.just(tokens)
                    : shared(id, generation).onErrorResume(RejectedException.class, refused -> orElse(tokens, refused));
        });
    }

    private Mono<Tokens> orElse(Tokens tokens, RejectedException refused) {
        boolean isAway = refused.rejection().action().retryable();
        return isAway && tokens.lastsUntil(clock.instant()) ? Mono.just(tokens) : Mono.error(refused);
    }

    /// Nobody waits for a refresh of what still holds.
    private void begin(String id, long generation) {
        shared(id, generation)
                .subscribe(_ -> {}, failure -> LOG.info("a refresh ahead of time failed: {}", failure.getMessage()));
    }

    /// The one refresh of that session in this process; it goes on when those who wait for it are gone.
    private Mono<Tokens> shared(String id, long generation) {
        return underWay.computeIfAbsent(
                id,
                key -> Mono.defer(() -> alone(key, generation))
                        // before its end is told: who hears of a failure and asks again begins anew
                        .doOnTerminate(() -> underWay.remove(key))
                        .cache());
    }

    /// The one refresh of that session in all processes; who finds another one under way waits for what comes of it.
    private Mono<Tokens> alone(String id, long generation) {
        var owner = owners.get();
        return store.lock(id, owner, limit)
                .flatMap(mine -> mine
                        ? Mono.usingWhen(
                                Mono.just(owner),
                                _ -> refresh(id, generation),
                                key -> store.unlock(id, key).onErrorComplete())
                        : newer(id, generation))
                .repeatWhenEmpty(rounds -> rounds.delayElements(PAUSE))
                .timeout(limit, Mono.error(SessionProblems.providerAway()::asException));
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

    /// What cannot be kept serves those who wait; afterwards the browser signs in again.
    private Mono<Tokens> keep(String id, long generation, Tokens next) {
        return store.renew(id, generation, next)
                .retryWhen(Retry.backoff(ATTEMPTS, Duration.ofMillis(100))
                        .filter(StoreUnavailableException.class::isInstance)
                        .onRetryExhaustedThrow((_, signal) -> signal.failure()))
                .flatMap(kept -> kept ? Mono.just(next) : newer(id, generation))
                .onErrorResume(StoreUnavailableException.class, away -> {
                    LOG.warn("refreshed tokens could not be kept: {}", away.getMessage());
                    return Mono.just(next);
                });
    }
}
