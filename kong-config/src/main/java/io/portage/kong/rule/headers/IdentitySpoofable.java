package io.portage.kong.rule.headers;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.Route;
import io.portage.kong.rule.Findings;
import io.portage.kong.rule.Rule;
import io.portage.kong.rule.RuleContext;
import io.portage.kong.rule.RuleInfo;
import io.portage.kong.rule.contract.Sensitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where nobody is authenticated Kong passes on whoever the client says to be. Looked for where patients' data passes.
public final class IdentitySpoofable implements Rule {
    private static final List<String> HEADERS =
            List.of("X-Consumer-Id", "X-Consumer-Custom-Id", "X-Consumer-Username", "X-Tenant-Id", "X-User-Id");

    @Override
    public RuleInfo info() {
        return RuleInfo.note("headers/identity-spoofable", "identity headers that a client made up pass");
    }

    /// One for each service: whoever mends one route mends them all.
    @Override
    public Stream<Finding> check(RuleContext context) {
        var open = new LinkedHashMap<String, List<Route>>();
        context.routes().stream()
                .filter(it -> it.service() != null && !context.isAuthenticated(it) && Sensitive.is(context, it))
                .filter(it -> !passing(context, it).isEmpty())
                .forEach(it -> open.computeIfAbsent(
                                Objects.requireNonNull(it.service()).label(), _ -> new ArrayList<>())
                        .add(it));
        return open.values().stream().map(routes -> finding(context, routes));
    }

    private Finding finding(RuleContext context, List<Route> routes) {
        var first = routes.getFirst();
        return info().at(
                        first.at(),
                        Findings.names(routes) + ": nobody is authenticated, and "
                                + String.join(", ", passing(context, first))
                                + " pass as the client sent them (expected: removed by a request-transformer)")
                .on(first.label());
    }

    private static List<String> passing(RuleContext context, Route route) {
        var plugins = context.on(route);
        if (plugins.stream().anyMatch(context::isOpaque)) {
            return List.of();
        }
        var removed = plugins.stream().flatMap(IdentitySpoofable::removed).collect(Collectors.toSet());
        return HEADERS.stream()
                .filter(it -> !removed.contains(it.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Stream<String> removed(Plugin plugin) {
        return plugin.name().startsWith("request-transformer")
                ? plugin.config().texts("remove.headers").stream()
                        .map(it -> it.value().replaceFirst(":.*", "").toLowerCase(Locale.ROOT))
                : Stream.empty();
    }
}
