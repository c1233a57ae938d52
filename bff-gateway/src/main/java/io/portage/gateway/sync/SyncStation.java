package io.portage.gateway.sync;

import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.sync.burst.Bursts;
import io.portage.gateway.sync.lookup.OutcomeLookUp;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Answers what is asked of the gateway itself by a caller whose headers and token have passed like any other's.
@Component
final class SyncStation implements Station {
    static final String MUTATIONS = "/v1/sync/mutations";

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
        // other methods never come this far
        return HttpMethod.POST.equals(exchange.getRequest().getMethod())
                ? bursts.handle(exchange)
                : lookUp.handle(exchange);
    }
}
