package io.portage.kong.rule;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.Route;
import io.portage.kong.read.EnvTemplates;
import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What rules have in common: where a field stands, what is said of it, and which values come from elsewhere.
public final class Findings {
    private static final Set<String> MUTATING = Set.of("POST", "PUT", "PATCH", "DELETE");

    private Findings() {}

    /// Where that field of a plugin stands; the plugin where nothing is said.
    public static Position at(Plugin plugin, String field) {
        return plugin.config().field(field).map(Node::at).orElse(plugin.at());
    }

    /// A finding about a plugin instance; on its route if it is for one.
    public static Finding of(RuleInfo info, Plugin plugin, Position at, String message) {
        var route = plugin.scope().route();
        return info.at(at, message).on(route == null ? null : route.label());
    }

    public static Finding of(RuleInfo info, Plugin plugin, String field, String message) {
        return of(info, plugin, at(plugin, field), message);
    }

    /// Whether a value is filled in from outside the file.
    public static boolean isElsewhere(String value) {
        return EnvTemplates.isIn(value) || value.startsWith("{vault://");
    }

    /// Whether requests that change something can match.
    public static boolean mutates(Route route) {
        return route.methods().isEmpty() || route.methods().stream().anyMatch(MUTATING::contains);
    }

    /// Such as `orders-r, patients-r and 3 more`.
    public static String names(List<Route> routes) {
        var names = routes.stream().limit(3).map(Route::label).collect(Collectors.joining(", "));
        return routes.size() > 3 ? names + " and " + (routes.size() - 3) + " more" : names;
    }
}
