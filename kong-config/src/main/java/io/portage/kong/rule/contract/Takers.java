package io.portage.kong.rule.contract;

import io.portage.contract.Operation;
import io.portage.kong.model.Route;
import io.portage.kong.read.Position;
import io.portage.kong.rule.OperationRequests;
import io.portage.kong.rule.RuleContext;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The routes that may take an operation of the sync contract.
final class Takers {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private Takers() {}

    static Stream<Operation> operations(RuleContext context) {
        return context.contract().stream().flatMap(it -> it.operations().stream());
    }

    static List<Route> of(RuleContext context, Operation operation) {
        return promised(OperationRequests.takers(context.matching(), operation, operation.method()));
    }

    /// Those that take its path, with any method.
    static List<Route> ofPath(RuleContext context, Operation operation) {
        Set<Route> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return promised(METHODS.stream()
                .flatMap(it -> OperationRequests.takers(context.matching(), operation, it))
                .filter(seen::add));
    }

    private static List<Route> promised(Stream<Route> routes) {
        return routes.filter(OperationRequests::isPromised).toList();
    }

    /// The file, which is where a route is missing.
    static Position file(RuleContext context) {
        return context.config().root().at();
    }
}
