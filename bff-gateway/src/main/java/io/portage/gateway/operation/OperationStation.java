package io.portage.gateway.operation;

import static io.portage.gateway.problem.ProblemCode.METHOD_NOT_ALLOWED;
import static io.portage.gateway.problem.ProblemCode.OPERATION_UNKNOWN;

import io.portage.contract.OperationMatch;
import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.problem.Rejection;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Lets pass what the sync contract knows.
@Component
final class OperationStation implements Station {
    @Override
    public Pipeline place() {
        return Pipeline.OPERATION;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return switch (RequestedOperation.MATCH.get(exchange)) {
            case OperationMatch.Found(var operation, var variables) -> {
                RequestedOperation.ATTRIBUTE.put(exchange, new RequestedOperation(operation, variables));
                yield chain.filter(exchange);
            }
            case OperationMatch.MethodNotAllowed(var allowed) -> {
                var methods = String.join(", ", allowed);
                yield Mono.error(Rejection.of(
                                METHOD_NOT_ALLOWED,
                                exchange.getRequest().getMethod() + " (expected: one of " + methods + ")")
                        .header("Allow", methods)
                        .asException());
            }
            case OperationMatch.Unknown() ->
                Mono.error(Rejection.of(OPERATION_UNKNOWN, "no such path (expected: one of the sync contract)")
                        .asException());
        };
    }
}
