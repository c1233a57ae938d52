package io.portage.gateway.caller;

import static io.portage.gateway.problem.ProblemCode.ACCESS_DENIED;

import io.portage.contract.Operation;
import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.operation.RequestedOperation;
import io.portage.gateway.problem.Rejection;
import java.util.Collections;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Asks for the roles and scopes that the operation names.
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
        if (isAllowed(operation, Caller.ATTRIBUTE.get(exchange))) {
            return chain.filter(exchange);
        }
        return known.refuse(
                exchange, Rejection.of(ACCESS_DENIED, operation.id() + " (expected: " + needed(operation) + ")"));
    }

    private static String needed(Operation operation) {
        var roles = "a caller with the role " + String.join(" or ", operation.roles());
        return operation.scopes().isEmpty()
                ? roles
                : roles + " and the scope " + String.join(" and ", operation.scopes());
    }

    private static boolean isAllowed(Operation operation, Caller caller) {
        var role = operation.roles().isEmpty() || !Collections.disjoint(operation.roles(), caller.roles());
        return role && caller.scopes().containsAll(operation.scopes());
    }
}
