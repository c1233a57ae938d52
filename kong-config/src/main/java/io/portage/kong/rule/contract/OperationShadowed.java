package io.portage.kong.rule.contract;

import io.portage.contract.Operation;
import io.portage.kong.model.Finding;
import io.portage.kong.model.Route;
import io.portage.kong.router.Request;
import io.portage.kong.router.Taken;
import io.portage.kong.rule.OperationRequests;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import io.portage.kong.rule.routes.Outcome;
import java.util.stream.Stream;

/// A mutation goes where a broader route leads, past the plugins and to the service of another one.
public final class OperationShadowed implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.error("contract/operation-shadowed", "a broader route takes an operation from its own");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return Takers.operations(context)
                .flatMap(operation ->
                        Takers.of(context, operation).stream().flatMap(route -> finding(context, operation, route)));
    }

    private Stream<Finding> finding(RuleContext context, Operation operation, Route route) {
        return OperationRequests.to(route, operation.method(), operation.path())
                .flatMap(request -> winner(context, route, request))
                .limit(1)
                .map(winner -> info().at(
                                route.at(),
                                operation + ": goes to " + winner.label() + " (line "
                                        + winner.at().line() + "), which is broader than " + route.label()
                                        + " (expected: the narrower route wins; give it as many kinds of conditions, or"
                                        + " the other a lower regex_priority)")
                        .on(route.label()));
    }

    private static Stream<Route> winner(RuleContext context, Route route, Request request) {
        return context.matching().routeFor(request) instanceof Taken.By(var winner)
                        && winner != route
                        && context.matching().isBroader(winner, route, request)
                        && !Outcome.isSame(context, winner, route)
                ? Stream.of(winner)
                : Stream.empty();
    }
}
