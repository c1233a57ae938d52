package io.portage.kong.effective;

import io.portage.kong.catalogue.Catalogue;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.Route;
import io.portage.kong.model.Scope;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The plugin instances that can run for HTTP, by what they are for.
final class Instances {
    private static final Set<String> STREAM = Set.of("tcp", "tls", "tls_passthrough", "udp");

    private final Map<Object, List<Plugin>> byOwner = new IdentityHashMap<>();
    private final List<Plugin> global = new ArrayList<>();
    /// For a consumer or a group, on any route.
    private final List<Plugin> personal = new ArrayList<>();

    Instances(KongConfig config) {
        config.plugins().stream().filter(Instances::canRun).forEach(this::add);
    }

    /// A disabled instance is as if it were not there; of the protocols only counts whether one is of HTTP; one whose
    /// plugin
    /// refuses its scope, which Kong overlooks where it stands inside the entity, is never found.
    private static boolean canRun(Plugin plugin) {
        return plugin.enabled() && !STREAM.containsAll(plugin.protocols()) && !isRefused(plugin);
    }

    private static boolean isRefused(Plugin plugin) {
        var refused = Catalogue.plugin(plugin.name())
                .map(type -> type.refusedScopes())
                .orElse(Set.of());
        var scope = plugin.scope();
        return (scope.consumer() != null && refused.contains("consumer"))
                || (scope.route() != null && refused.contains("route"))
                || (scope.service() != null && refused.contains("service"));
    }

    private void add(Plugin plugin) {
        var scope = plugin.scope();
        Object owner = scope.route() != null ? scope.route() : scope.service();
        if (owner != null) {
            byOwner.computeIfAbsent(owner, _ -> new ArrayList<>()).add(plugin);
        } else {
            (isPersonal(scope) ? personal : global).add(plugin);
        }
    }

    static boolean isPersonal(Scope scope) {
        return scope.consumer() != null || scope.consumerGroup() != null;
    }

    List<Plugin> global() {
        return global;
    }

    List<Plugin> personal() {
        return personal;
    }

    /// Those of the route, of its service, or of both.
    List<Plugin> owned(Route route) {
        var owned = new ArrayList<Plugin>();
        for (var plugin : of(route)) {
            var service = plugin.scope().service();
            if (service == null || service == route.service()) {
                owned.add(plugin);
            }
        }
        owned.addAll(of(route.service()));
        return owned;
    }

    private List<Plugin> of(@Nullable Object owner) {
        return owner == null ? List.of() : byOwner.getOrDefault(owner, List.of());
    }
}
