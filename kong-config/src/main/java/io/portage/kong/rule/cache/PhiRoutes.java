package io.portage.kong.rule.cache;

import io.portage.kong.model.Finding;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import io.portage.kong.rule.contract.Sensitive;
import java.util.stream.Stream;

/// The key of proxy-cache has no Authorization: one patient's answer would be another's.
public final class PhiRoutes implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.error("cache/phi-routes", "proxy-cache runs where patients' data passes");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return Stream.of("proxy-cache", "proxy-cache-advanced")
                .flatMap(context::running)
                .flatMap(plugin -> {
                    var routes = context.reach(plugin).stream()
                            .filter(it -> Sensitive.is(context, it))
                            .toList();
                    return routes.isEmpty()
                            ? Stream.empty()
                            : Stream.of(Findings.of(
                                    info(),
                                    plugin,
                                    plugin.at(),
                                    plugin.name() + ": runs on " + Findings.names(routes)
                                            + ", and its key knows no caller (expected: no cache where patients' data"
                                            + " passes)"));
                });
    }
}
