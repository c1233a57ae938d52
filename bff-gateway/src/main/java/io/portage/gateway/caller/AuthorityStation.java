package io.portage.gateway.caller;

import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.operation.RequestedOperation;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Asks for the roles, the scopes and the module that the operation names.
@Component
final class AuthorityStation implements Station {
    private final KnownOutcome known;

    AuthorityStation(KnownOutcome known) {
        this.known = known;
    }

    @Override
    public Pipeline place() {
        return Pipeline.AUTHORITY;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var operation = RequestedOperation.ATTRIBUTE.get(exchange).operation();
        var refusal = Authority.refusal(operation, Caller.ATTRIBUTE.get(exchange));
        return refusal == null ? chain.filter(exchange) : known.refuse(exchange, refusal);
    }
}
