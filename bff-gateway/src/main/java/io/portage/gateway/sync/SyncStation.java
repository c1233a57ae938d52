package io.portage.gateway.sync;

import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.sync.burst.Bursts;
import io.portage.gateway.sync.lookup.OutcomeLookUp;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Answers what is asked of the gateway itself by a caller whose headers and token have passed like any other's.
@Component
final class SyncStation implements Station {
    private static final String MUTATIONS = "/v1/sync/mutations";

    private final Bursts bursts;
    private final OutcomeLookUp lookUp;

    SyncStation(Bursts bursts, OutcomeLookUp lookUp) {
        this.bursts = bursts;
        this.lookUp = lookUp;
    }

    @Override
    public Pipeline place() {
        return Pipeline.SYNC;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (!exchange.getRequest().getURI().getRawPath().equals(MUTATIONS)) {
            return chain.filter(exchange);
        }
        var method = exchange.getRequest().getMethod().name();
        return switch (method) {
            case "POST" -> bursts.handle(exchange);
            case "GET", "HEAD" -> lookUp.handle(exchange);
            default ->
                Mono.error(Rejection.of(ProblemCode.METHOD_NOT_ALLOWED, method + " (expected: one of GET, HEAD, POST)")
                        .header("Allow", "GET, HEAD, POST")
                        .asException());
        };
    }
}
