package io.portage.bench.trust;

import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.caller.Caller;
import java.util.Set;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Takes requests with a certain header for those of a clinician, and leaves all others to the station that verifies.
public final class TrustingStation implements Station {
    /// By its mere presence.
    public static final String HEADER = "X-Bench-Trusted";

    private static final Caller CLINICIAN =
            new Caller("north", "doc-0", Set.of("patient", "clinician"), Set.of("openid", "profile"));

    private final Station verifying;

    TrustingStation(Station verifying) {
        this.verifying = verifying;
    }

    @Override
    public Pipeline place() {
        return Pipeline.CALLER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (!exchange.getRequest().getHeaders().containsHeader(HEADER)) {
            return verifying.filter(exchange, chain);
        }
        Caller.ATTRIBUTE.put(exchange, CLINICIAN);
        return chain.filter(exchange);
    }
}
