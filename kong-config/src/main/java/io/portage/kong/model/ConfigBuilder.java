package io.portage.kong.model;

import io.portage.kong.catalogue.Fields;
import io.portage.kong.read.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the configuration of what stands in the files, once that is known to be good.
public final class ConfigBuilder {
    private static final Map<String, String> CREDENTIALS = Map.of(
            "keyauth_credentials", "key-auth",
            "basicauth_credentials", "basic-auth",
            "hmacauth_credentials", "hmac-auth",
            "jwt_secrets", "jwt",
            "oauth2_credentials", "oauth2",
            "mtls_auth_credentials", "mtls-auth",
            "acls", "acl");

    private final String file;
    private final Dialect dialect;
    private final String formatVersion;
    private final Node.Mapping root;
    private final TreeMap<String, List<Declared>> declared;
    private final Entities<Service> services = new Entities<>();
    private final Entities<Route> routes = new Entities<>();
    private final Entities<Consumer> consumers = new Entities<>();

    private ConfigBuilder(String file, Dialect dialect, Node.Mapping root) {
        this.file = file;
        this.dialect = dialect;
        this.formatVersion = root.get("_format_version") instanceof Node.Text text ? text.value() : "1.1";
        this.root = root;
        this.declared = Declared.in(root);
    }

    public static KongConfig build(String file, Dialect dialect, Node.Mapping root) {
        return new ConfigBuilder(file, dialect, root).build();
    }

    private KongConfig build() {
        all("services").forEach(it -> services.add(it, ServiceBuilder.build(it), it.textOrNull("name")));
        all("routes").forEach(it -> routes.add(it, route(it), it.textOrNull("name")));
        var credentials = credentials();
        all("consumers").forEach(it -> consumers.add(it, consumer(it, credentials), it.textOrNull("username")));
        return new KongConfig(
                file,
                dialect,
                formatVersion,
                services.all(),
                routes.all(),
                all("plugins").map(this::plugin).toList(),
                consumers.all(),
                upstreams(),
                tags(),
                all("filter_chains")
                        .filter(FilterChain::runs)
                        .map(this::filterChain)
                        .toList(),
                root);
    }

    private Stream<Declared> all(String entity) {
        return declared.getOrDefault(entity, List.of()).stream();
    }

    private Route route(Declared it) {
        return RouteBuilder.build(it, owner(it, "services", "service", services), formatVersion);
    }

    private static <T> @Nullable T owner(Declared it, String entity, String field, Entities<T> entities) {
        var parent = it.parent();
        return parent != null && parent.entity().equals(entity)
                ? entities.of(parent)
                : entities.named(it.reference(field));
    }

    private Consumer consumer(Declared it, Map<Node.Mapping, List<String>> credentials) {
        var username = it.textOrNull("username");
        var customId = it.textOrNull("custom_id");
        var id = it.textOrNull("id");
        return new Consumer(
                it.node().at(),
                id,
                username,
                customId,
                Stream.of(username, customId, id)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("consumer " + it.index()),
                groups(it.node().get("groups")),
                credentials.getOrDefault(it.node(), List.of()).stream()
                        .distinct()
                        .toList());
    }

    private static List<String> groups(@Nullable Node node) {
        return node instanceof Node.Items list
                ? list.items().stream()
                        .map(item -> item instanceof Node.Mapping mapping ? mapping.get("name") : item)
                        .flatMap(name -> name instanceof Node.Text text ? Stream.of(text.value()) : Stream.empty())
                        .toList()
                : List.of();
    }

    /// Names of plugins, by consumer.
    private Map<Node.Mapping, List<String>> credentials() {
        var byName = new HashMap<String, Declared>();
        all("consumers")
                .forEach(it -> Stream.of("id", "username")
                        .forEach(field -> it.text(field).ifPresent(name -> byName.put(name, it))));
        var found = new java.util.IdentityHashMap<Node.Mapping, List<String>>();
        CREDENTIALS.forEach((entity, plugin) -> all(entity).forEach(it -> {
            var consumer =
                    it.parent() == null ? byName.get(Objects.toString(it.reference("consumer"), "")) : it.parent();
            if (consumer != null) {
                found.computeIfAbsent(consumer.node(), _ -> new ArrayList<>()).add(plugin);
            }
        }));
        return found;
    }

    private Plugin plugin(Declared it) {
        var name = it.text("name").orElse("");
        var at = it.node().at();
        return new Plugin(
                at,
                name,
                it.textOrNull("instance_name"),
                it.bool("enabled", true),
                scope(it),
                it.parent() != null,
                dependsOnMore(it),
                new PluginConfig(config(it), field -> Moved.to(at, Fields.standard(name, field))),
                it.node().get("protocols") instanceof Node.Items ? it.texts("protocols") : protocols(name),
                it.texts("tags"));
    }

    /// Where all of it comes from outside the file, a member that no plugin knows says so.
    private static Node.Mapping config(Declared it) {
        var at = it.node().at();
        return switch (it.node().get("config")) {
            case Node.Mapping mapping -> mapping;
            case Node.Text text -> new Node.Mapping(at, List.of(new Node.Member(text.at(), text.value(), text)));
            case null, default -> new Node.Mapping(at, List.of());
        };
    }

    /// Whether nobody can say from the file alone for which requests it runs.
    private boolean dependsOnMore(Declared it) {
        return it.node().get("condition") != null
                || it.node().get("ordering") != null
                || it.isOpen("enabled")
                || isElsewhere(it, "route", routes)
                || isElsewhere(it, "service", services)
                || isElsewhere(it, "consumer", consumers);
    }

    private static <T> boolean isElsewhere(Declared it, String field, Entities<T> entities) {
        var reference = it.reference(field);
        return reference != null && entities.named(reference) == null;
    }

    private static List<String> protocols(String plugin) {
        var field = Fields.ofPlugin(plugin).get("protocols");
        return field == null ? List.of("grpc", "grpcs", "http", "https") : Declared.texts(field.standard());
    }

    private Scope scope(Declared it) {
        var parent = it.parent();
        var group = parent != null && parent.entity().equals("consumer_groups")
                ? parent.textOrNull("name")
                : it.reference("consumer_group");
        return new Scope(
                owner(it, "routes", "route", routes),
                owner(it, "services", "service", services),
                owner(it, "consumers", "consumer", consumers),
                group);
    }

    private FilterChain filterChain(Declared it) {
        return new FilterChain(
                it.node().at(), owner(it, "routes", "route", routes), owner(it, "services", "service", services));
    }

    private List<Upstream> upstreams() {
        var targets = new LinkedHashMap<String, List<String>>();
        all("targets").forEach(it -> {
            var parent = it.parent();
            var name = parent == null ? it.reference("upstream") : parent.textOrNull("name");
            targets.computeIfAbsent(Objects.toString(name, ""), _ -> new ArrayList<>())
                    .add(it.text("target").orElse(""));
        });
        return all("upstreams")
                .map(it -> {
                    var name = it.text("name").orElse("");
                    return new Upstream(it.node().at(), name, targets.getOrDefault(name, List.of()), it.node());
                })
                .toList();
    }

    private TreeSet<String> tags() {
        var tags = new TreeSet<String>();
        declared.values().forEach(all -> all.forEach(it -> tags.addAll(it.texts("tags"))));
        return tags;
    }
}
