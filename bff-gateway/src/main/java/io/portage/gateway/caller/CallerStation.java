package io.portage.gateway.caller;

import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.headers.SyncHeaders;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Verifies the bearer token.
@Component
final class CallerStation implements Station {
    private final TokenVerifier verifier;

    CallerStation(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Pipeline place() {
        return Pipeline.CALLER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return verifier.verify(SyncHeaders.ATTRIBUTE.get(exchange).authorization())
                .doOnNext(caller -> Caller.ATTRIBUTE.put(exchange, caller))
                .flatMap(_ -> chain.filter(exchange));
    }
}
