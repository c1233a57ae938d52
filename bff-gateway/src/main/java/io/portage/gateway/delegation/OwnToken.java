package io.portage.gateway.delegation;

import io.portage.gateway.caller.ProviderFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import reactor.core.publisher.Mono;

/// The gateway's own access token: fetched when it is first needed, by one request at a time, and used until shortly
/// before it expires or a service refuses it.
final class OwnToken {
    private static final Logger LOG = LoggerFactory.getLogger(OwnToken.class);
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Supplier<Mono<OAuth2AccessToken>> provider;
    private final InstantSource clock;
    private @Nullable Held held;
    private @Nullable Mono<Held> underWay;

    private record Held(String authorization, Instant until) {}

    /// @param provider fetches a new one
    OwnToken(Supplier<Mono<OAuth2AccessToken>> provider, InstantSource clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /// As it stands in `Authorization`.
    Mono<String> authorization() {
        return Mono.defer(this::current).map(Held::authorization);
    }

    /// A service does not take it, whatever its end: the next one to ask fetches another.
    synchronized void refused(String authorization) {
        if (held != null && held.authorization.equals(authorization)) {
            held = null;
        }
    }

    private synchronized Mono<Held> current() {
        if (held != null && clock.instant().isBefore(held.until)) {
            return Mono.just(held);
        }
        if (underWay == null) {
            // goes on where the one who began it is gone: others may be waiting for it
            underWay = fetched().doOnTerminate(this::landed).cache();
        }
        return underWay;
    }

    private Mono<Held> fetched() {
        return Mono.defer(() -> {
                    var asked = clock.instant();
                    return provider.get()
                            .map(token -> new Held("Bearer " + token.getTokenValue(), until(token, asked)));
                })
                .timeout(TIMEOUT)
                .doOnNext(this::hold)
                .doOnError(failure ->
                        LOG.warn("the gateway's own token could not be fetched: {}", ProviderFailure.reason(failure)));
    }

    /// By our own clock from the moment of asking: the provider's, and the time the answer took, do not count.
    private static Instant until(OAuth2AccessToken token, Instant asked) {
        var issued = token.getIssuedAt();
        var expires = token.getExpiresAt();
        var life = issued == null || expires == null ? Duration.ZERO : Duration.between(issued, expires);
        var half = life.dividedBy(2);
        return asked.plus(life.minus(half.compareTo(MARGIN) < 0 ? half : MARGIN));
    }

    private synchronized void hold(Held fresh) {
        held = fresh;
    }

    /// Before anybody is told: whoever asks again after a failure must not be given the same one.
    private synchronized void landed() {
        underWay = null;
    }
}
