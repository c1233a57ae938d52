package io.portage.kong.rule.contract;

import io.portage.contract.Operation;
import io.portage.kong.model.Finding;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.stream.Stream;

/// A route takes the path of an operation and not its method: 404, which looks like a record that is not there.
public final class MethodMissing implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.error("contract/method-missing", "the routes of an operation's path lack its method");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return Takers.operations(context)
                .filter(it -> Takers.of(context, it).isEmpty())
                .flatMap(it -> finding(context, it));
    }

    private Stream<Finding> finding(RuleContext context, Operation operation) {
        var routes = Takers.ofPath(context, operation);
        return routes.stream()
                .limit(1)
                .map(route -> info().at(
                                route.at("methods"),
                                operation + ": " + Findings.names(routes) + " without " + operation.method()
                                        + " (expected: " + operation.method() + " among the methods)"));
    }
}
