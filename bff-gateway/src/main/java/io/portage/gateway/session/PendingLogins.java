package io.portage.gateway.session;

import io.portage.gateway.Attribute;
import io.portage.gateway.secrecy.Sealer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// What must be remembered between the way to the identity provider and the way back, sealed in a cookie of the one
/// browser that it is for: nobody who is not signed in can fill a store.
final class PendingLogins implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    /// Where the browser goes when it has signed in.
    static final Attribute<String> RETURN = Attribute.named("return-path");

    static final Duration LIFE = Duration.ofMinutes(5);
    private static final byte[] PLACE = SessionCookie.LOGIN.getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_USED = 10_000;
    private static final String RETURN_PARAMETER = "return";

    private final Sealer sealer;
    private final ClientRegistration client;
    private final InstantSource clock;
    /// Browsers forget the cookie when they are told to; others may show it as often as they like.
    private final Recent<Boolean> used;

    PendingLogins(Sealer sealer, ClientRegistration client, InstantSource clock) {
        this.sealer = sealer;
        this.client = client;
        this.clock = clock;
        this.used = new Recent<>(LIFE, MOST_USED, clock);
    }

    /// One login under way.
    private record Pending(String state, String nonce, String verifier, String returnPath, Instant until) {
        static Pending read(String text) {
            var lines = List.of(text.split("\n", -1));
            return new Pending(
                    lines.get(0),
                    lines.get(1),
                    lines.get(2),
                    lines.get(3),
                    Instant.ofEpochMilli(Long.parseLong(lines.get(4))));
        }

        String text() {
            return String.join("\n", state, nonce, verifier, returnPath, Long.toString(until.toEpochMilli()));
        }
    }

    @Override
    public Mono<Void> saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> {
            if (request != null) {
                exchange.getResponse().addCookie(cookie(pending(request, exchange)));
            }
        });
    }

    private Pending pending(OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
        var asked = exchange.getRequest().getQueryParams().getFirst(RETURN_PARAMETER);
        return new Pending(
                String.valueOf(request.getState()),
                String.valueOf(request.<String>getAttribute(OidcParameterNames.NONCE)),
                String.valueOf(request.<String>getAttribute(PkceParameterNames.CODE_VERIFIER)),
                ReturnPath.of(asked),
                clock.instant().plus(LIFE));
    }

    private ResponseCookie cookie(Pending pending) {
        var sealed = sealer.seal(pending.text().getBytes(StandardCharsets.UTF_8), PLACE);
        return SessionCookie.login(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), LIFE);
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
        return request(exchange, pending -> used.find(pending.state()) == null);
    }

    /// Whether it is the right one or not, it is over: one answer is all that the provider gives.
    @Override
    public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(SessionCookie.login("", Duration.ZERO));
        return request(exchange, pending -> used.put(pending.state(), true) == null);
    }

    private Mono<OAuth2AuthorizationRequest> request(ServerWebExchange exchange, Predicate<Pending> isNew) {
        return Mono.defer(() -> Mono.justOrEmpty(shown(exchange)
                .filter(isNew)
                .filter(pending -> isAnswered(pending, exchange))
                .map(pending -> request(pending, exchange))));
    }

    private Optional<Pending> shown(ServerWebExchange exchange) {
        var cookies = SessionCookie.values(exchange.getRequest().getHeaders(), SessionCookie.LOGIN);
        return cookies.size() == 1 ? opened(cookies.getFirst()) : Optional.empty();
    }

    private boolean isAnswered(Pending pending, ServerWebExchange exchange) {
        var state = exchange.getRequest().getQueryParams().getFirst(OAuth2ParameterNames.STATE);
        return state != null && clock.instant().isBefore(pending.until()) && isSame(pending.state(), state);
    }

    private Optional<Pending> opened(String cookie) {
        try {
            var opened = sealer.open(Base64.getUrlDecoder().decode(cookie), PLACE);
            return Optional.of(Pending.read(new String(opened, StandardCharsets.UTF_8)));
        } catch (Sealer.UnreadableException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private OAuth2AuthorizationRequest request(Pending pending, ServerWebExchange exchange) {
        RETURN.put(exchange, pending.returnPath());
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(String.valueOf(client.getProviderDetails().getAuthorizationUri()))
                .clientId(client.getClientId())
                .redirectUri(client.getRedirectUri())
                .scopes(client.getScopes())
                .state(pending.state())
                .attributes(attributes -> {
                    attributes.put(OAuth2ParameterNames.REGISTRATION_ID, client.getRegistrationId());
                    attributes.put(OidcParameterNames.NONCE, pending.nonce());
                    attributes.put(PkceParameterNames.CODE_VERIFIER, pending.verifier());
                })
                .build();
    }
}
