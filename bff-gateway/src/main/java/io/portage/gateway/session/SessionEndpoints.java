package io.portage.gateway.session;

import io.portage.gateway.LoginSettings;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.caller.TokenVerifier;
import io.portage.gateway.problem.RejectedException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/// Tells a page who is signed in, and lets it sign out. No token is ever part of an answer.
final class SessionEndpoints {
    static final String SESSION = "/session";
    static final String LOGOUT = "/logout";

    private final SessionRelay relay;
    private final TokenVerifier verifier;
    private final CrossSiteGuard guard;
    private final IdentityProviderClient provider;
    private final LoginSettings login;

    SessionEndpoints(
            SessionRelay relay,
            TokenVerifier verifier,
            CrossSiteGuard guard,
            IdentityProviderClient provider,
            LoginSettings login) {
        this.relay = relay;
        this.verifier = verifier;
        this.guard = guard;
        this.provider = provider;
        this.login = login;
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(SESSION, this::whoIsSignedIn)
                .POST(LOGOUT, this::logout)
                .build();
    }

    private Mono<ServerResponse> whoIsSignedIn(ServerRequest request) {
        return session(request)
                .flatMap(session -> caller(session)
                        .onErrorResume(RejectedException.class, refused -> relay.droppedWhereRevoked(session, refused))
                        .flatMap(caller -> ServerResponse.ok()
                                .cacheControl(CacheControl.noStore())
                                .bodyValue(description(session, caller))))
                .switchIfEmpty(Mono.defer(this::nobody))
                .onErrorMap(SessionProblems::told);
    }

    /// The caller that the session's requests are taken for.
    private Mono<Caller> caller(BrowserSession session) {
        return relay.authorization(session).flatMap(verifier::verify);
    }

    private Map<String, Object> description(BrowserSession session, Caller caller) {
        var idle = session.getLastAccessedTime().plus(session.getMaxInactiveInterval());
        var description = new LinkedHashMap<String, Object>();
        description.put("subject", caller.subject());
        description.put("tenant", caller.tenant());
        description.put("roles", new TreeSet<>(caller.roles()));
        description.put("expiresAt", (idle.isBefore(session.ends()) ? idle : session.ends()).toString());
        description.put("endsAt", session.ends().toString());
        description.put("csrfToken", guard.token(session.getRequiredAttribute(CrossSiteGuard.SECRET)));
        return description;
    }

    /// First here, so that the session is over whatever the provider does; then there.
    private Mono<ServerResponse> logout(ServerRequest request) {
        return session(request)
                .flatMap(session -> request.exchange()
                        .getSession()
                        .flatMap(WebSession::invalidate)
                        .then(Mono.defer(() -> endAtProvider(session))))
                .flatMap(ended -> ServerResponse.ok()
                        .cacheControl(CacheControl.noStore())
                        .bodyValue(Map.of("location", login.afterLogout(), "endedAtProvider", ended)))
                .switchIfEmpty(Mono.defer(this::nobody))
                .onErrorMap(SessionProblems::told);
    }

    private Mono<Boolean> endAtProvider(BrowserSession session) {
        return Mono.justOrEmpty(session.tokens())
                .flatMap(tokens -> provider.endSession(tokens, URI.create(login.baseUrl() + login.afterLogout())));
    }

    private Mono<BrowserSession> session(ServerRequest request) {
        boolean hasToken = !request.headers().header(HttpHeaders.AUTHORIZATION).isEmpty();
        return switch (SessionRelay.shown(request.exchange().getRequest(), hasToken)) {
            case SessionRelay.Shown.Wrong(var rejection) -> Mono.error(rejection.asException());
            case SessionRelay.Shown.Nothing() -> Mono.empty();
            case SessionRelay.Shown.Cookie(var id) -> relay.session(id, request.exchange());
        };
    }

    private Mono<ServerResponse> nobody() {
        return verifier.verify(null).then(Mono.empty());
    }
}
