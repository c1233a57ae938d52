package io.portage.gateway.mutation;

import io.portage.contract.Operation;
import io.portage.gateway.Pipeline;
import io.portage.gateway.Settings;
import io.portage.gateway.Station;
import io.portage.gateway.operation.RequestedOperation;
import java.time.Duration;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Reads the body of a mutation.
@Component
final class BodyStation implements Station {
    /// Room for what is part of a body that counts already.
    private static final BodyShare.Room COUNTED = new BodyShare.Room() {
        @Override
        public void take(int bytes) {
            // its burst did
        }

        @Override
        public void giveBack(long bytes) {
            // its burst will
        }
    };

    private final BodyBudget budget;
    private final Duration timeout;

    BodyStation(BodyBudget budget, Settings settings) {
        this.budget = budget;
        this.timeout = settings.mutations().bodyTimeout();
    }

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
        return Mono.deferContextual(
                context -> read(exchange, chain, operation, BurstBodies.isItem(context) ? COUNTED : budget));
    }

    private Mono<Void> read(
            ServerWebExchange exchange, GatewayFilterChain chain, Operation operation, BodyShare.Room room) {
        var share = new BodyShare(room);
        return PayloadReader.read(exchange.getRequest(), operation, share, timeout)
                .doOnNext(payload -> Payload.ATTRIBUTE.put(exchange, payload))
                .flatMap(_ -> chain.filter(exchange))
                .doFinally(_ -> share.giveBack());
    }
}
