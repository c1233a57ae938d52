package io.portage.gateway.session;

import io.portage.gateway.Attribute;
import io.portage.gateway.caller.TokenVerifier;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// From a browser's cookie to the token that stands for it.
public final class SessionRelay {
    /// So long must a token still hold that goes to a service.
    private static final Duration LEAST = Duration.ofSeconds(2);

    private static final Attribute<BrowserSession> SESSION = Attribute.named("session");

    private final BrowserSessions sessions;
    private final CrossSiteGuard guard;
    private final TokenRefresh refresh;
    private final TokenVerifier verifier;

    SessionRelay(BrowserSessions sessions, CrossSiteGuard guard, TokenRefresh refresh, TokenVerifier verifier) {
        this.sessions = sessions;
        this.guard = guard;
        this.refresh = refresh;
        this.verifier = verifier;
    }

    /// What a request shows of a browser's session.
    sealed interface Shown {
        record Nothing() implements Shown {}

        record Cookie(String id) implements Shown {}

        record Wrong(Rejection rejection) implements Shown {}
    }

    static Shown shown(ServerHttpRequest request, boolean hasAuthorization) {
        var ids = SessionCookie.sessions(request.getHeaders());
        if (ids.isEmpty()) {
            return new Shown.Nothing();
        }
        if (hasAuthorization) {
            return new Shown.Wrong(SessionProblems.ambiguous());
        }
        return ids.size() > 1 ? new Shown.Wrong(SessionProblems.severalCookies()) : new Shown.Cookie(ids.getFirst());
    }

    /// The session behind a cookie, where the request may use it; empty where there is none.
    Mono<BrowserSession> session(String id, ServerWebExchange exchange) {
        return sessions.findById(id)
                .filter(session -> session.tokens() != null)
                .flatMap(session -> guard.refusal(exchange.getRequest(), session)
                        .map(rejection -> Mono.<BrowserSession>error(rejection.asException()))
                        .orElseGet(() -> Mono.just(session)))
                .doOnNext(session -> SESSION.put(exchange, session));
    }

    /// The `Authorization` that stands for a session, refreshed where need be.
    Mono<String> authorization(BrowserSession session) {
        return lasting(session, LEAST);
    }

    /// The `Authorization` of the session that a request came with, such that it holds for that long: for what sends
    /// many requests with it. Empty where the request came without a session.
    public Mono<String> authorization(ServerWebExchange exchange, Duration time) {
        return Mono.justOrEmpty(SESSION.find(exchange))
                .flatMap(session -> lasting(session, time))
                .onErrorMap(SessionProblems::told);
    }

    /// The `Authorization` of that session as it is by now: for what such a request goes on to do. Empty where the
    /// session has ended meanwhile.
    public Mono<String> current(ServerWebExchange exchange) {
        return Mono.defer(() -> Mono.justOrEmpty(SESSION.find(exchange)))
                .flatMap(session -> sessions.findById(session.getId()))
                .filter(session -> session.tokens() != null)
                .flatMap(this::authorization)
                .onErrorMap(SessionProblems::told);
    }

    /// Whether the sign-in is over comes first: new tokens of it would look as if it were not.
    private Mono<String> lasting(BrowserSession session, Duration time) {
        return ProviderSession.goesOn(session, verifier)
                .onErrorResume(RejectedException.class, refused -> droppedWhereRevoked(session, refused))
                .then(Mono.defer(() -> tokens(session, time)))
                .map(Tokens::authorization);
    }

    private Mono<Tokens> tokens(BrowserSession session, Duration time) {
        return Optional.ofNullable(session.tokens())
                .map(tokens -> refresh.lasting(
                        session.getId(), tokens, session.stored().generation(), time))
                .orElseGet(Mono::empty);
    }

    /// The refusal, once the session is ended whose token is accepted no longer.
    <T> Mono<T> droppedWhereRevoked(BrowserSession session, RejectedException refused) {
        return TokenVerifier.isRevocation(refused.rejection())
                ? sessions.deleteById(session.getId()).onErrorComplete().then(Mono.error(refused))
                : Mono.error(refused);
    }
}
