package io.portage.kong.rule.contract;

import io.portage.kong.model.Finding;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.stream.Stream;

/// What no route takes is 404 from Kong, and waits in the outbox for ever.
public final class OperationUnreachable implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.error("contract/operation-unreachable", "an operation of the sync contract has no route");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return Takers.operations(context)
                .filter(it -> Takers.ofPath(context, it).isEmpty())
                .map(it -> info().at(
                                Takers.file(context),
                                it + ": no route (expected: one that takes its method and path)"));
    }
}
