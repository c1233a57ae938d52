package io.portage.gateway.session;

import io.portage.gateway.caller.Caller;
import io.portage.gateway.caller.TokenVerifier;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.ServerRedirectStrategy;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.session.WebSessionIdResolver;
import reactor.core.publisher.Mono;

/// Makes a session of a login that Spring Security found good: under a new id, in the place of any the browser had.
final class SignIn implements ServerOAuth2AuthorizedClientRepository, ServerAuthenticationSuccessHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final BrowserSessions sessions;
    private final TokenVerifier verifier;
    private final WebSessionIdResolver cookie;
    private final InstantSource clock;
    private final ServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();

    SignIn(BrowserSessions sessions, TokenVerifier verifier, WebSessionIdResolver cookie, InstantSource clock) {
        this.sessions = sessions;
        this.verifier = verifier;
        this.cookie = cookie;
        this.clock = clock;
    }

    /// Called with what a login gave, before its browser is sent on.
    @Override
    public Mono<Void> saveAuthorizedClient(
            OAuth2AuthorizedClient client, Authentication principal, ServerWebExchange exchange) {
        var user = (OidcUser) principal.getPrincipal();
        if (user == null) {
            throw new IllegalStateException("a login without a user (expected: one with an ID token)");
        }
        var tokens = Tokens.of(
                client.getAccessToken(),
                client.getRefreshToken(),
                user.getIdToken().getTokenValue(),
                clock.instant());
        // a token that no request would be let in with makes no session
        return verifier.verify(tokens.authorization())
                .map(SignIn::user)
                .flatMap(who -> before(exchange)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(before -> sessions.begin(
                                        attributes(who, secret(who, before), user.getIdToken()), tokens)
                                .doOnNext(session -> cookie.setSessionId(exchange, session.getId()))
                                // last: a store that fails meanwhile must not leave the browser without any
                                .flatMap(session -> before.map(this::forgotten)
                                        .orElseGet(Mono::empty)
                                        .thenReturn(session))))
                .onErrorMap(SessionProblems::told)
                .then();
    }

    /// Ends where the store is away, too: the browser has the new one, and the old one ends by itself.
    private Mono<Void> forgotten(BrowserSession old) {
        return sessions.deleteById(old.getId())
                .doOnError(
                        failure -> LOG.warn("the session before a login could not be ended: {}", failure.getMessage()))
                .onErrorComplete();
    }

    private static Map<String, String> attributes(String who, String secret, OidcIdToken token) {
        var attributes = new HashMap<>(ProviderSession.of(token).attributes());
        attributes.put(CrossSiteGuard.SECRET, secret);
        attributes.put(SessionContent.USER, who);
        return attributes;
    }

    private static String user(Caller caller) {
        return caller.tenant().length() + ":" + caller.tenant() + caller.subject();
    }

    /// That of the session that the browser had, where it was the same user's: pages that are open go on. Whoever
    /// planted that session was signed in as somebody else.
    private String secret(String user, Optional<BrowserSession> before) {
        return before.filter(session -> user.equals(session.getAttribute(SessionContent.USER)))
                .map(session -> session.<String>getAttribute(CrossSiteGuard.SECRET))
                .orElseGet(sessions::secret);
    }

    private Mono<BrowserSession> before(ServerWebExchange exchange) {
        var ids = SessionCookie.sessions(exchange.getRequest().getHeaders());
        return ids.size() == 1 ? sessions.findById(ids.getFirst()) : Mono.empty();
    }

    @Override
    public Mono<Void> onAuthenticationSuccess(WebFilterExchange filter, Authentication ignored) {
        var exchange = filter.getExchange();
        var path = PendingLogins.RETURN.find(exchange).orElse(ReturnPath.HOME);
        return redirect.sendRedirect(exchange, URI.create(path));
    }

    /// Nothing here asks for tokens through Spring Security.
    @Override
    public <T extends OAuth2AuthorizedClient> Mono<T> loadAuthorizedClient(
            String registration, Authentication principal, ServerWebExchange exchange) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> removeAuthorizedClient(
            String registration, Authentication principal, ServerWebExchange exchange) {
        return Mono.empty();
    }
}
