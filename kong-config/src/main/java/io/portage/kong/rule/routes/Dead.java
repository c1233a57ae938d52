package io.portage.kong.rule.routes;

import io.portage.kong.model.Finding;
import io.portage.kong.router.Overlap.Kind;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.stream.Stream;

/// A route that another one wins all requests of.
public final class Dead implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.warning("routes/dead", "a route, or a path of it, is never reached");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return context.matching()
                .overlaps(_ -> true)
                .filter(it -> it.kind() == Kind.DEAD)
                .map(it -> info().at(
                                it.route().at("paths"),
                                it.route().label() + ": "
                                        + (it.whole() ? "" : String.join(", ", it.paths()) + " is ")
                                        + "never reached, since " + it.other().label() + " (line "
                                        + it.other().at().line()
                                        + ") takes all of it first (expected: more kinds of conditions than that"
                                        + " route has, or no such route)")
                        .on(it.route().label()));
    }
}
