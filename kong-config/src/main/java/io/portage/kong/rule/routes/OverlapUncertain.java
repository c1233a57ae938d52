package io.portage.kong.rule.routes;

import io.portage.kong.model.Finding;
import io.portage.kong.router.Overlap.Kind;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.stream.Stream;

/// Silence would be taken for an answer: of some regular expressions nobody here can say what they match.
public final class OverlapUncertain implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.note("routes/overlap-uncertain", "two regular expressions of the same priority may meet");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return context.matching()
                .overlaps(it -> Outcome.isSame(context, it.one(), it.other()))
                .filter(it -> it.kind() == Kind.UNCERTAIN)
                .map(it -> info().at(
                                it.route().at("paths"),
                                it.route().label() + ": may take what "
                                        + it.other().label() + " (line "
                                        + it.other().at().line()
                                        + ") takes, and which one wins hangs on their ids (expected: regular expressions"
                                        + " that can be compared, or a regex_priority)")
                        .on(it.route().label()));
    }
}
