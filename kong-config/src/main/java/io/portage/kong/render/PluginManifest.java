package io.portage.kong.render;

/// The KongPlugin or KongClusterPlugin of a plugin.
final class PluginManifest {
    private static final String VERSION = "configuration.konghq.com/v1";

    private PluginManifest() {}

    /// The one for a service or a route.
    static Tree of(Tree plugin, Tree owner, Kubernetes kubernetes) {
        return filled(kubernetes.manifest(VERSION, "KongPlugin", name(plugin, owner)), plugin, kubernetes);
    }

    /// The one for every request.
    static Tree cluster(Tree plugin, Kubernetes kubernetes) {
        var manifest = filled(
                kubernetes.clusterWide(VERSION, "KongClusterPlugin", "portage-" + plugin.text("name")),
                plugin,
                kubernetes);
        manifest.tree("metadata").put("labels", new Tree().put("global", "true"));
        return manifest;
    }

    /// Unique, as an owner has at most one of each plugin.
    static String name(Tree plugin, Tree owner) {
        return owner.text("name") + "." + plugin.text("name");
    }

    private static Tree filled(Tree manifest, Tree plugin, Kubernetes kubernetes) {
        manifest.tree("metadata")
                .put(
                        "annotations",
                        new Tree()
                                .put("kubernetes.io/ingress.class", kubernetes.ingressClass())
                                .withDefaults(Kubernetes.annotations(plugin, "tags")));
        return manifest.put("plugin", plugin.text("name")).put("config", plugin.get("config"));
    }
}
