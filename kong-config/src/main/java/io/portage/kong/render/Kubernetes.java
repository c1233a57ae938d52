package io.portage.kong.render;

import java.util.List;

/// What all manifests have in common.
///
/// @param settings the namespace, the Gateway and the ingress class that they belong to
record Kubernetes(Tree settings) {
    static final String ANNOTATION = "konghq.com/";

    /// A manifest with its metadata.
    Tree manifest(String apiVersion, String kind, String name) {
        return clusterWide(apiVersion, kind, name)
                .put("metadata", new Tree().put("name", name).put("namespace", namespace()));
    }

    /// A manifest of a kind that belongs to no namespace.
    Tree clusterWide(String apiVersion, String kind, String name) {
        return new Tree().put("apiVersion", apiVersion).put("kind", kind).put("metadata", new Tree().put("name", name));
    }

    String namespace() {
        return settings.text("namespace");
    }

    String gateway() {
        return settings.text("gateway");
    }

    String ingressClass() {
        return settings.text("class");
    }

    /// Annotations out of fields of Kong, whose names they share but for the hyphens. All annotations are texts.
    static Tree annotations(Tree entity, String... fields) {
        var annotations = new Tree();
        for (var field : fields) {
            var value = entity.get(field);
            if (value != null) {
                annotations.put(ANNOTATION + field.replace('_', '-'), text(value));
            }
        }
        return annotations;
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? String.join(",", list.stream().map(String::valueOf).toList())
                : value.toString();
    }

    /// Names of the plugins of a service or a route.
    static Tree plugins(Tree entity) {
        var names = entity.trees("plugins").stream()
                .map(plugin -> PluginManifest.name(plugin, entity))
                .toList();
        return names.isEmpty() ? new Tree() : new Tree().put(ANNOTATION + "plugins", String.join(",", names));
    }
}
