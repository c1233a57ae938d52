package io.portage.kong.rule.scope;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.Scope;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.stream.Stream;

/// An instance that is off is as if it were not there: the next wider one runs.
public final class DisabledDoesNotMask implements Rule {
    @Override
    public RuleInfo info() {
        return RuleInfo.warning("scope/disabled-does-not-mask", "enabled: false does not switch off a wider instance");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return context.config().plugins().stream()
                .filter(it -> !it.enabled() && !it.scope().equals(Scope.GLOBAL))
                .flatMap(it -> finding(context, it));
    }

    private Stream<Finding> finding(RuleContext context, Plugin plugin) {
        return context.routes().stream()
                .filter(it -> RuleContext.isOn(plugin, it))
                .flatMap(it -> context.on(it).stream())
                .filter(it -> it.name().equals(plugin.name()))
                .limit(1)
                .map(it -> Findings.of(
                        info(),
                        plugin,
                        plugin.at(),
                        plugin.name() + " (" + plugin.scope() + "): off, so that the " + it.scope() + " one (line "
                                + it.at().line()
                                + ") runs (expected: an instance that is on and configured to do nothing, or the wider"
                                + " one where it is wanted)"));
    }
}
