package io.portage.gateway.headers;

import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.problem.RejectedException;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Reads the sync headers and names the request.
@Component
final class HeadersStation implements Station {
    private final CorrelationId correlationId;

    HeadersStation(CorrelationId correlationId) {
        this.correlationId = correlationId;
    }

    @Override
    public Pipeline place() {
        return Pipeline.HEADERS;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var id = correlationId.of(exchange);
        var headers = exchange.getRequest().getHeaders();
        try {
            SyncHeaders.ATTRIBUTE.put(exchange, SyncHeaderReader.read(headers, id));
        } catch (RejectedException e) {
            return Mono.error(e);
        }
        return chain.filter(headers.containsHeader(CorrelationId.HEADER) ? exchange : minted(exchange, id));
    }

    /// From here on, the request is as if its client had named it.
    private static ServerWebExchange minted(ServerWebExchange exchange, String id) {
        return exchange.mutate()
                .request(request -> request.header(CorrelationId.HEADER, id))
                .build();
    }
}
