package io.portage.gateway.operation;

import io.portage.contract.Operation;
import io.portage.contract.OperationMatch;
import io.portage.contract.SyncContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;

/// One route for each operation of the sync contract, and one for what is none, so that it is answered in order, too.
@Component
public final class OperationRoutes implements RouteLocator {
    private static final String NONE = "none";
    private final SyncContract contract;
    private final Map<String, Route> routes;
    private final Route none;

    OperationRoutes(SyncContract contract) {
        this.contract = contract;
        this.routes = contract.operations().stream()
                .collect(Collectors.toUnmodifiableMap(Operation::id, OperationRoutes::route));
        this.none = route(NONE);
    }

    @Override
    public Flux<Route> getRoutes() {
        return Flux.fromStream(() -> Stream.concat(routes.values().stream(), List.of(none).stream()));
    }

    /// The route of a request: found by its path, without asking the routes one by one.
    Route of(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var match = contract.match(request.getMethod().name(), request.getURI().getRawPath());
        RequestedOperation.MATCH.put(exchange, match);
        return match instanceof OperationMatch.Found(var operation, var _)
                ? routes.getOrDefault(operation.id(), none)
                : none;
    }

    private static Route route(Operation operation) {
        return route(operation.id());
    }

    /// The address is only a name: which host a service has is a setting of the upstream client.
    private static Route route(String id) {
        return Route.async().id(id).uri("portage://" + id).predicate(_ -> true).build();
    }
}
