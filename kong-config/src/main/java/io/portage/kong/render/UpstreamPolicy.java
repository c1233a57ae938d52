package io.portage.kong.render;

import java.util.Locale;

/// The KongUpstreamPolicy of an upstream: its fields are Kong's in camel case.
final class UpstreamPolicy {
    private UpstreamPolicy() {}

    static Tree of(Tree upstream, Kubernetes kubernetes) {
        return kubernetes
                .manifest("configuration.konghq.com/v1beta1", "KongUpstreamPolicy", upstream.text("name"))
                .put(
                        "spec",
                        new Tree()
                                .put("algorithm", upstream.get("algorithm"))
                                .put("healthchecks", camel(upstream.tree("healthchecks"))));
    }

    /// The other way round.
    static Tree upstream(Tree policy) {
        return new Tree()
                .put("algorithm", policy.tree("spec").get("algorithm"))
                .put("healthchecks", snake(policy.tree("spec").tree("healthchecks")));
    }

    private static Tree camel(Tree tree) {
        var camel = new Tree();
        tree.fields()
                .forEach((name, value) -> camel.put(camel(name), value instanceof Tree inner ? camel(inner) : value));
        return camel;
    }

    private static Tree snake(Tree tree) {
        var snake = new Tree();
        tree.fields()
                .forEach((name, value) -> snake.put(snake(name), value instanceof Tree inner ? snake(inner) : value));
        return snake;
    }

    private static String camel(String name) {
        var text = new StringBuilder();
        for (var word : name.split("_", -1)) {
            text.append(text.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return text.toString();
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
