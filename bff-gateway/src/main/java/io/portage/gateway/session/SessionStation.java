package io.portage.gateway.session;

import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.headers.SyncHeaders;
import io.portage.gateway.problem.RejectedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Lets a session's token take the place of the browser's cookie. Where there is no login, no cookie means anything.
@Component
final class SessionStation implements Station {
    private final @Nullable SessionRelay relay;

    SessionStation(ObjectProvider<SessionRelay> relay) {
        this.relay = relay.getIfAvailable();
    }

    @Override
    public Pipeline place() {
        return Pipeline.SESSION;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return relay == null ? chain.filter(exchange) : filter(exchange, chain, relay);
    }

    private static Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain, SessionRelay relay) {
        boolean hasToken = SyncHeaders.ATTRIBUTE.get(exchange).authorization() != null;
        var request = SessionCookie.cutOut(exchange);
        return switch (SessionRelay.shown(exchange.getRequest(), hasToken)) {
            case SessionRelay.Shown.Wrong(var rejection) -> Mono.error(rejection.asException());
            case SessionRelay.Shown.Nothing() -> hasToken ? chain.filter(request) : unknown(request, chain);
            case SessionRelay.Shown.Cookie(var id) ->
                relay.session(id, exchange)
                        .flatMap(session -> relay.authorization(session).map(authorization ->
                                (Target) () -> relayed(request, authorization, session, chain, relay)))
                        .onErrorMap(SessionProblems::told)
                        .defaultIfEmpty(() -> unknown(request, chain))
                        .flatMap(Target::filter);
        };
    }

    /// What follows, once it is known who the browser is.
    @FunctionalInterface
    private interface Target {
        Mono<Void> filter();
    }

    /// Goes on as a request without credentials, which is then told where to sign in.
    private static Mono<Void> unknown(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange).onErrorMap(SessionProblems::told);
    }

    /// A cache sees no `Authorization` here, which alone would keep it from showing the answer to others (RFC 9111,
    /// 3.5). What a service says itself counts.
    private static void isTheBrowsersAlone(HttpHeaders headers) {
        headers.add(HttpHeaders.VARY, HttpHeaders.COOKIE);
        if (headers.getCacheControl() == null) {
            headers.setCacheControl("private, no-cache");
        }
    }

    private static Mono<Void> relayed(
            ServerWebExchange exchange,
            String authorization,
            BrowserSession session,
            GatewayFilterChain chain,
            SessionRelay relay) {
        SyncHeaders.ATTRIBUTE.put(exchange, SyncHeaders.ATTRIBUTE.get(exchange).with(authorization));
        exchange.getResponse()
                .beforeCommit(() -> Mono.fromRunnable(
                        () -> isTheBrowsersAlone(exchange.getResponse().getHeaders())));
        var signed = exchange.mutate()
                .request(request -> request.headers(headers -> {
                    headers.set(HttpHeaders.AUTHORIZATION, authorization);
                    headers.remove(CrossSiteGuard.HEADER);
                }))
                .build();
        return chain.filter(signed)
                .onErrorResume(RejectedException.class, refused -> relay.droppedWhereRevoked(session, refused))
                .onErrorMap(SessionProblems::told);
    }
}
