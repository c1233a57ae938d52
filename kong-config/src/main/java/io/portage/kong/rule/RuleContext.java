package io.portage.kong.rule;

import io.portage.contract.SyncContract;
import io.portage.kong.catalogue.Declarations;
import io.portage.kong.catalogue.effect.EffectTable;
import io.portage.kong.effective.Chains;
import io.portage.kong.effective.Link;
import io.portage.kong.flow.RouteVerdict;
import io.portage.kong.model.KongConf;
import io.portage.kong.model.KongConfig;
import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Plugin;
import io.portage.kong.model.Route;
import io.portage.kong.model.Scope;
import io.portage.kong.model.Service;
import io.portage.kong.router.Matching;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that a rule may look at.
public final class RuleContext {
    private final KongConfig config;
    private final KongVersion version;
    private final Declarations declarations;
    private final KongConf conf;
    private final List<Route> routes;
    private final @Nullable SyncContract contract;
    private final Matching matching;
    private final Set<Route> operationRoutes = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Route, List<Plugin>> running = new IdentityHashMap<>();
    private final Map<Plugin, List<Route>> reached = new IdentityHashMap<>();
    private final Map<Service, List<Route>> ofService = new IdentityHashMap<>();

    /// @param verdicts what the proof says of each route that is spoken of
    /// @param contract null where nobody said which operations there are
    public RuleContext(
            KongConfig config,
            KongVersion version,
            Declarations declarations,
            KongConf conf,
            List<RouteVerdict> verdicts,
            @Nullable SyncContract contract) {
        this.config = config;
        this.version = version;
        this.declarations = declarations;
        this.conf = conf;
        this.contract = contract;
        this.routes = verdicts.stream()
                .map(RouteVerdict::route)
                .filter(RuleContext::isServed)
                .toList();
        this.matching = Matching.of(config, conf);
        var chains = new Chains(config, version, declarations, it -> EffectTable.of(it, declarations, conf));
        routes.forEach(it -> run(it, chains));
        contract().stream()
                .flatMap(it -> it.operations().stream())
                .flatMap(it -> OperationRequests.takers(matching, it, it.method()))
                .forEach(operationRoutes::add);
    }

    /// Whether HTTP requests can reach it.
    public static boolean isServed(Route route) {
        var service = route.service();
        return route.isHttp() && (service == null || service.enabled());
    }

    private void run(Route route, Chains chains) {
        var plugins = chains.of(route, null).access().stream().map(Link::plugin).toList();
        running.put(route, plugins);
        if (route.service() != null) {
            ofService.computeIfAbsent(route.service(), _ -> new ArrayList<>()).add(route);
        }
        plugins.forEach(
                it -> reached.computeIfAbsent(it, _ -> new ArrayList<>()).add(route));
    }

    public KongConfig config() {
        return config;
    }

    public KongVersion version() {
        return version;
    }

    public KongConf conf() {
        return conf;
    }

    public Optional<SyncContract> contract() {
        return Optional.ofNullable(contract);
    }

    /// The routes that are spoken of and that HTTP requests can reach.
    public List<Route> routes() {
        return routes;
    }

    public Matching matching() {
        return matching;
    }

    /// The instances that run on a route for anybody, in the order of running.
    public List<Plugin> on(Route route) {
        return running.getOrDefault(route, List.of());
    }

    /// The routes on which an instance runs for anybody or may run for its consumer.
    public List<Route> reach(Plugin plugin) {
        return plugin.enabled() && isPersonal(plugin)
                ? near(plugin.scope()).stream().filter(it -> isOn(plugin, it)).toList()
                : reached.getOrDefault(plugin, List.of());
    }

    /// The routes among which those of a scope are, as few as it takes no search to tell.
    private List<Route> near(Scope scope) {
        if (scope.route() != null) {
            return running.containsKey(scope.route()) ? List.of(scope.route()) : List.of();
        }
        return scope.service() == null ? routes : ofService.getOrDefault(scope.service(), List.of());
    }

    /// Whether it is for a consumer, or some.
    public static boolean isPersonal(Plugin plugin) {
        return plugin.scope().consumer() != null || plugin.scope().consumerGroup() != null;
    }

    /// Whether a route is in the scope of an instance.
    public static boolean isOn(Plugin plugin, Route route) {
        var scope = plugin.scope();
        return (scope.route() == null || scope.route() == route)
                && (scope.service() == null || scope.service() == route.service());
    }

    /// The instances of a plugin that run somewhere.
    public Stream<Plugin> running(String name) {
        return config.plugins().stream()
                .filter(it -> it.name().equals(name) && !reach(it).isEmpty());
    }

    /// Whether it may take an operation of the sync contract.
    public boolean takesOperation(Route route) {
        return operationRoutes.contains(route);
    }

    /// Whether somebody must say who they are.
    public boolean isAuthenticated(Route route) {
        return on(route).stream().anyMatch(it -> Authentication.isBy(it.name()));
    }

    /// Whether it may do anything to a request.
    public boolean isOpaque(Plugin plugin) {
        return EffectTable.of(plugin, declarations, conf).isOpaque();
    }
}
