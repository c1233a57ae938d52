package io.portage.kong.render;

import io.portage.contract.SyncContract;
import io.portage.kong.jwks.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Puts together what we ship, what an environment says, the sync contract and the keys.
final class Assembly {
    private final String environment;
    private final Parameters parameters;
    private final SyncContract contract;
    private final List<Tree> parts = new ArrayList<>();

    private Assembly(Environment environment, SyncContract contract, boolean deck, List<Overlay> overlays) {
        this.environment = environment.toString();
        this.contract = contract;
        var given = new LinkedHashMap<Object, Object>(Shipped.file(this.environment));
        parts.add(Tree.of(Shipped.file("base")));
        for (var overlay : overlays) {
            var file = Shipped.file(overlay.toString());
            parts.add(Tree.of(file));
            given.putAll((Map<?, ?>) Objects.requireNonNull(
                    ((Map<?, ?>) Objects.requireNonNull(file.get("environments"))).get(this.environment)));
        }
        var declared = parts.stream()
                .map(part -> part.tree("parameters"))
                .reduce(Tree::withDefaults)
                .orElseThrow();
        parameters = Parameters.of(declared, given, deck);
    }

    static State of(Environment environment, SyncContract contract, Keys keys, boolean deck, List<Overlay> overlays) {
        var assembly = new Assembly(environment, contract, deck, overlays);
        var consumers = List.of(Realm.consumer(keys).tagged(environment.toString()));
        return assembly.parts.stream()
                .map(assembly::state)
                .reduce(new State(List.of(), List.of(), List.of(), consumers), State::and);
    }

    /// Settings of the Kubernetes rendering.
    static Tree kubernetes() {
        return Tree.of(Shipped.file("base")).tree("kubernetes");
    }

    private State state(Tree part) {
        var filled = parameters.fill(part.without("parameters", "environments", "kubernetes"));
        var routes = new ContractRoutes(contract, filled.has("prefix") ? filled.text("prefix") : "", bodies());
        var services = filled.trees("services").stream()
                .map(service -> service(service, filled.tree("route"), routes))
                .toList();
        return new State(
                tagged(filled.trees("upstreams")),
                Preflights.added(services, filled.tree("route"), routes.prefix()).stream()
                        .map(service -> service.without("routes-for", "routes-of"))
                        .map(this::tagged)
                        .toList(),
                tagged(filled.trees("plugins")),
                List.of());
    }

    private static Tree service(Tree service, Tree defaults, ContractRoutes contract) {
        var routes = new ArrayList<>(service.trees("routes"));
        routes.addAll(contract.of(service));
        return service.without("routes")
                .put(
                        "routes",
                        routes.stream()
                                .map(route -> route.withDefaults(defaults))
                                .toList());
    }

    /// What request-size-limiting allows where nothing nearer is said.
    private long bodies() {
        return parts.getFirst().trees("plugins").stream()
                .filter(plugin -> plugin.text("name").equals("request-size-limiting"))
                .map(plugin -> plugin.tree("config"))
                .mapToLong(config -> Long.parseLong(config.text("allowed_payload_size")) * 1024 * 1024)
                .findFirst()
                .orElseThrow();
    }

    private List<Tree> tagged(List<Tree> entities) {
        return entities.stream().map(this::tagged).toList();
    }

    private Tree tagged(Tree entity) {
        var tagged = entity.tagged(environment);
        for (var inner : List.of("routes", "plugins")) {
            if (tagged.has(inner)) {
                tagged.put(inner, tagged(tagged.trees(inner)));
            }
        }
        return tagged;
    }
}
