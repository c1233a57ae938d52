package io.portage.kong.rule.redirects;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.Route;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import java.util.Set;
import java.util.stream.Stream;

/// Clients follow 301 and 302 with GET and without the body: the mutation is lost and looks as if it had worked.
public final class KeepMethod implements Rule {
    private static final Set<String> LOSING = Set.of("301", "302");

    @Override
    public RuleInfo info() {
        return RuleInfo.warning("redirects/keep-method", "a redirect turns POST into GET");
    }

    @Override
    public Stream<Finding> check(RuleContext context) {
        return Stream.concat(
                context.routes().stream().flatMap(this::route),
                context.running("redirect").flatMap(it -> plugin(context, it)));
    }

    private Stream<Finding> route(Route route) {
        var status = String.valueOf(route.httpsRedirectStatusCode());
        return LOSING.contains(status)
                        && Findings.mutates(route)
                        && !route.protocols().contains("http")
                ? Stream.of(info().at(
                                route.at("https_redirect_status_code"),
                                route.label() + ": https_redirect_status_code is " + status
                                        + ", after which a POST comes again as GET (expected: 308)")
                        .on(route.label()))
                : Stream.empty();
    }

    private Stream<Finding> plugin(RuleContext context, Plugin plugin) {
        var routes = context.reach(plugin).stream().filter(Findings::mutates).toList();
        return plugin.config().text("status_code").stream()
                .filter(it -> LOSING.contains(it.value()) && !routes.isEmpty())
                .map(it -> Findings.of(
                        info(),
                        plugin,
                        it.at(),
                        "redirect: status_code is " + it.value() + ", after which a POST on " + Findings.names(routes)
                                + " comes again as GET (expected: 307 or 308)"));
    }
}
