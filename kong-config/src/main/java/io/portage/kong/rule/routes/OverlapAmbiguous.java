package io.portage.kong.rule.routes;

import io.portage.kong.model.Finding;
import io.portage.kong.router.Overlap;
import io.portage.kong.router.Overlap.Kind;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.stream.Stream;

/// Of equals Kong takes the one with the higher id, and ids come from names: renaming a route may change what it does.
public final class OverlapAmbiguous implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.warning("routes/overlap-ambiguous", "two routes with the same priority match the same request");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return context.matching()
                .overlaps(it -> Outcome.isSame(context, it.one(), it.other()))
                .filter(it -> it.kind() == Kind.AMBIGUOUS)
                .map(it -> info().at(
                                it.route().at("paths"),
                                it.route().label() + ": takes " + it.example() + ", and so does "
                                        + it.other().label() + " (line "
                                        + it.other().at().line() + ")" + more(it)
                                        + "; which one wins hangs on their ids (expected: conditions that tell them"
                                        + " apart, or a regex_priority)")
                        .on(it.route().label()));
    }

    private static String more(Overlap overlap) {
        return overlap.more() == 0 ? "" : " and " + overlap.more() + " more";
    }
}
