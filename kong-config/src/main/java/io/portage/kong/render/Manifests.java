package io.portage.kong.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The manifests for Kong's ingress controller (3.5): Gateway API for routes, Kong's own kinds for the rest.
final class Manifests {
    private Manifests() {}

    static String write(List<Tree> manifests) {
        return manifests.stream().map(Yaml::write).collect(Collectors.joining("---\n"));
    }

    static List<Tree> of(State state, Tree settings) {
        var kubernetes = new Kubernetes(settings);
        var manifests = new ArrayList<Tree>();
        state.upstreams().forEach(upstream -> manifests.add(UpstreamPolicy.of(upstream, kubernetes)));
        state.plugins().forEach(plugin -> manifests.add(PluginManifest.cluster(plugin, kubernetes)));
        for (var service : state.services()) {
            var address = address(state, service.text("host"));
            plugins(service, kubernetes, manifests);
            manifests.add(ServiceManifest.of(service, address, kubernetes));
            for (var route : service.trees("routes")) {
                plugins(route, kubernetes, manifests);
                manifests.add(RouteManifest.of(route, service.text("name"), address, kubernetes));
            }
        }
        state.consumers().forEach(consumer -> manifests.addAll(ConsumerManifests.of(consumer, kubernetes)));
        return List.copyOf(manifests);
    }

    private static Address address(State state, String upstream) {
        return state.upstreams().stream()
                .filter(candidate -> candidate.text("name").equals(upstream))
                .findFirst()
                .map(Address::of)
                .orElseThrow(
                        () -> new IllegalArgumentException("host: " + upstream + " (expected: one of the upstreams)"));
    }

    private static void plugins(Tree owner, Kubernetes kubernetes, List<Tree> manifests) {
        owner.trees("plugins").forEach(plugin -> manifests.add(PluginManifest.of(plugin, owner, kubernetes)));
    }
}
