package io.portage.gateway.operation;

import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.env.Environment;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Looks a route up in the table of operations instead of asking each route's predicate: the cost of a request does not
/// grow with the contract.
final class OperationHandlerMapping extends RoutePredicateHandlerMapping {
    private final OperationRoutes routes;

    OperationHandlerMapping(
            FilteringWebHandler handler, OperationRoutes routes, GlobalCorsProperties cors, Environment environment) {
        super(handler, routes, cors, environment);
        this.routes = routes;
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        return Mono.just(routes.of(exchange));
    }
}
