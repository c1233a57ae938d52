package io.portage.kong.rule.plugin;

import io.portage.kong.catalogue.Catalogue;
import io.portage.kong.catalogue.PluginType;
import io.portage.kong.model.Finding;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.Scope;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.List;
import java.util.stream.Stream;

/// Kong takes the instance without a word, and it does nothing.
public final class NeverRuns implements Rule {
    /// session, the first that can say who calls.
    private static final int FIRST_AUTHENTICATION = 1900;
    private static final List<String> EARLY = List.of("certificate", "rewrite");

    @Override
    public RuleInfo info() {
        return RuleInfo.warning("plugin/never-runs", "a plugin instance can never run");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return context.config().plugins().stream()
                .filter(Plugin::enabled)
                .flatMap(it -> Stream.concat(personal(context.version(), it), early(it)));
    }

    private Stream<Finding> personal(KongVersion version, Plugin plugin) {
        if (!RuleContext.isPersonal(plugin)) {
            return Stream.empty();
        }
        return Catalogue.plugin(plugin.name())
                .filter(it -> it.refusedScopes().contains("consumer") || isBeforeAuthentication(it, version))
                .map(_ -> Findings.of(
                        info(),
                        plugin,
                        plugin.at(),
                        plugin.name() + " (" + plugin.scope() + "): runs before anybody knows who calls, so never for "
                                + plugin.scope() + " (expected: on a route, on a service, or global)"))
                .stream();
    }

    private static boolean isBeforeAuthentication(PluginType type, KongVersion version) {
        var priority = type.priority(version);
        return priority.isPresent() && priority.getAsInt() > FIRST_AUTHENTICATION;
    }

    /// These phases come before the route is known.
    private Stream<Finding> early(Plugin plugin) {
        return plugin.name().endsWith("-function") && !plugin.scope().equals(Scope.GLOBAL)
                ? EARLY.stream()
                        .filter(it -> !plugin.config().texts(it).isEmpty())
                        .map(it -> Findings.of(
                                info(),
                                plugin,
                                it,
                                plugin.name() + " (" + plugin.scope() + "): " + it
                                        + " runs on a global instance only (expected: access, or a global instance)"))
                : Stream.empty();
    }
}
