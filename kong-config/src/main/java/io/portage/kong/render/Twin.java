package io.portage.kong.render;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Kong's ingress controller makes of manifests: read back out of them, not out of what they were written from,
/// so that what is lost on the way to them is missed here.
final class Twin {
    private static final Map<String, Function<String, Object>> ANNOTATIONS = Map.ofEntries(
            Map.entry("strip-path", Boolean::valueOf),
            Map.entry("preserve-host", Boolean::valueOf),
            Map.entry("request-buffering", Boolean::valueOf),
            Map.entry("response-buffering", Boolean::valueOf),
            Map.entry("tls-verify", Boolean::valueOf),
            Map.entry("https-redirect-status-code", Integer::valueOf),
            Map.entry("connect-timeout", Integer::valueOf),
            Map.entry("read-timeout", Integer::valueOf),
            Map.entry("write-timeout", Integer::valueOf),
            Map.entry("retries", Integer::valueOf),
            Map.entry("protocol", text -> text),
            Map.entry("protocols", Twin::list),
            Map.entry("tags", Twin::list));

    private final Map<String, List<Tree>> kinds;

    private Twin(List<Tree> manifests) {
        kinds = manifests.stream().collect(Collectors.groupingBy(manifest -> manifest.text("kind")));
    }

    static State of(List<Tree> manifests) {
        var twin = new Twin(manifests);
        return new State(
                twin.all("Service").map(twin::upstream).toList(),
                twin.all("Service").map(twin::service).toList(),
                twin.all("KongClusterPlugin")
                        .filter(Twin::isGlobal)
                        .map(Twin::plugin)
                        .toList(),
                twin.all("KongConsumer").map(twin::consumer).toList());
    }

    /// Without the label it would wait for somebody to name it.
    private static boolean isGlobal(Tree plugin) {
        return "true".equals(plugin.tree("metadata").tree("labels").get("global"));
    }

    private Stream<Tree> all(String kind) {
        return kinds.getOrDefault(kind, List.of()).stream();
    }

    /// The controller makes one of each Service, with its pods as targets.
    private Tree upstream(Tree service) {
        var address = name(service) + "." + service.tree("metadata").text("namespace") + ".svc:"
                + service.tree("spec").trees("ports").getFirst().text("port");
        var policy = named("KongUpstreamPolicy", annotation(service, "upstream-policy"));
        return new Tree()
                .put("name", name(service))
                .withDefaults(UpstreamPolicy.upstream(policy))
                .put("host_header", service.tree("metadata").tree("annotations").get("konghq.com/host-header"))
                .put("tags", list(annotation(service, "tags")))
                .put("targets", List.of(new Tree().put("target", address)));
    }

    private Tree service(Tree service) {
        var routes = all("HTTPRoute")
                .filter(route -> backends(route).equals(List.of(name(service))))
                .map(this::route)
                .toList();
        return new Tree()
                .put("name", name(service))
                .put("host", name(service))
                .withDefaults(fields(service))
                .put("plugins", plugins(service))
                .put("routes", routes);
    }

    private static List<String> backends(Tree route) {
        return rules(route).stream()
                .flatMap(rule -> rule.trees("backendRefs").stream())
                .map(backend -> backend.text("name"))
                .distinct()
                .toList();
    }

    private Tree route(Tree route) {
        var matches = rules(route).stream()
                .flatMap(rule -> rule.trees("matches").stream())
                .toList();
        return new Tree()
                .put("name", name(route))
                .put("methods", distinct(matches, match -> match.text("method")))
                .put(
                        "paths",
                        distinct(matches, match -> "~" + match.tree("path").text("value")))
                .put("hosts", route.tree("spec").get("hostnames"))
                .withDefaults(fields(route))
                .put("plugins", plugins(route));
    }

    private static List<Tree> rules(Tree route) {
        return route.tree("spec").trees("rules");
    }

    private static List<String> distinct(List<Tree> matches, Function<Tree, String> part) {
        return matches.stream().map(part).distinct().toList();
    }

    private @Nullable List<Tree> plugins(Tree owner) {
        var annotations = owner.tree("metadata").tree("annotations");
        return annotations.has("konghq.com/plugins")
                ? list(annotations.text("konghq.com/plugins")).stream()
                        .map(name -> plugin(named("KongPlugin", name)))
                        .toList()
                : null;
    }

    private static Tree plugin(Tree manifest) {
        return new Tree()
                .put("name", manifest.text("plugin"))
                .put("tags", list(annotation(manifest, "tags")))
                .put("config", manifest.get("config"));
    }

    private Tree consumer(Tree consumer) {
        var keys = consumer.texts("credentials").stream()
                .map(name -> named("Secret", name))
                .map(secret -> secret.tree("stringData")
                        .withDefaults(new Tree().put("tags", list(annotation(secret, "tags")))))
                .toList();
        return new Tree()
                .put("username", consumer.text("username"))
                .put("tags", list(annotation(consumer, "tags")))
                .put("jwt_secrets", keys);
    }

    private Tree named(String kind, String name) {
        return all(kind)
                .filter(manifest -> name(manifest).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind + ": " + name + " (expected: in the manifests)"));
    }

    private static String name(Tree manifest) {
        return manifest.tree("metadata").text("name");
    }

    private static String annotation(Tree manifest, String name) {
        return manifest.tree("metadata").tree("annotations").text("konghq.com/" + name);
    }

    private static Tree fields(Tree manifest) {
        var fields = new Tree();
        manifest.tree("metadata").tree("annotations").fields().forEach((annotation, value) -> {
            var name = annotation.substring(annotation.indexOf('/') + 1);
            var reader = ANNOTATIONS.get(name);
            if (reader != null) {
                fields.put(name.replace('-', '_'), reader.apply(value.toString()));
            }
        });
        return fields;
    }

    private static List<String> list(String text) {
        return List.of(text.split(",", -1));
    }
}
