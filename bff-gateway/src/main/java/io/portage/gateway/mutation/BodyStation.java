package io.portage.gateway.mutation;

import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.operation.RequestedOperation;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Reads the body of a mutation.
@Component
final class BodyStation implements Station {
    @Override
    public Pipeline place() {
        return Pipeline.BODY;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var operation = RequestedOperation.ATTRIBUTE.get(exchange).operation();
        if (!operation.mutates()) {
            return chain.filter(exchange);
        }
        return PayloadReader.read(exchange.getRequest(), operation)
                .doOnNext(payload -> Payload.ATTRIBUTE.put(exchange, payload))
                .flatMap(_ -> chain.filter(exchange));
    }
}
