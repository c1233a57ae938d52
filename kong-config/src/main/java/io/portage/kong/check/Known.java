package io.portage.kong.check;

import io.portage.kong.catalogue.Field;
import io.portage.kong.catalogue.Fields;
import io.portage.kong.read.Node;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The fields that an entity may have, where that hangs on its kind: the plugin it is, the protocols it takes.
final class Known {
    private static final Set<String> STREAM = Set.of("tcp", "tls", "udp", "tls_passthrough");
    private static final Set<String> GRPC = Set.of("grpc", "grpcs");
    private static final Node NULL = new Node.Null(Completion.NOWHERE);

    private final Target target;
    private final Map<String, Map<String, Field>> cache = new HashMap<>();

    Known(Target target) {
        this.target = target;
    }

    /// All but those that name other entities.
    Map<String, Field> of(String entity, Node.Mapping item) {
        var kind = switch (entity) {
            case "plugins", "vaults" -> item.get("name") instanceof Node.Text text ? text.value() : "";
            case "routes" -> subsystem(item);
            default -> "";
        };
        return cache.computeIfAbsent(entity + " " + kind, _ -> fields(entity, kind));
    }

    private static String subsystem(Node.Mapping route) {
        var first = route.get("protocols") instanceof Node.Items list
                ? list.items().stream()
                        .flatMap(it -> it instanceof Node.Text text ? Stream.of(text.value()) : Stream.empty())
                        .filter(it -> STREAM.contains(it) || GRPC.contains(it) || it.startsWith("http"))
                        .findFirst()
                        .orElse("http")
                : "http";
        return STREAM.contains(first) ? "stream" : GRPC.contains(first) ? "grpc" : "http";
    }

    private Map<String, Field> fields(String entity, String kind) {
        var fields = new LinkedHashMap<String, Field>();
        Fields.ofEntity(entity).values().stream()
                .filter(field -> field.kind() != Field.Kind.FOREIGN)
                .forEach(field -> fields.put(field.name(), field));
        switch (entity) {
            case "plugins" -> plugin(fields, kind);
            case "vaults" -> fields.putAll(Fields.ofVault(kind));
            case "routes" -> route(fields, kind);
            case "certificates" -> fields.remove("snis");
            default -> {}
        }
        return fields;
    }

    private void plugin(Map<String, Field> fields, String name) {
        Fields.ofPlugin(name).values().stream()
                .filter(field -> field.kind() != Field.Kind.FOREIGN)
                .forEach(field -> fields.put(field.name(), field));
        if (Fields.ofPlugin(name).isEmpty()) {
            fields.put("config", text("config", Field.Kind.JSON, false, null));
        }
        if (target.isDeck()) {
            for (var extra : List.of("ordering", "condition", "partials", "run_on", "_config", "consumer_group")) {
                fields.put(extra, text(extra, Field.Kind.JSON, false, null));
            }
        }
    }

    private void route(Map<String, Field> fields, String subsystem) {
        if (target.takesExpressions()) {
            fields.put("expression", text("expression", Field.Kind.STRING, false, null));
            fields.put("priority", text("priority", Field.Kind.INTEGER, false, null));
        }
        var refused = switch (subsystem) {
            case "stream" -> List.of("methods", "hosts", "paths", "headers");
            case "grpc" -> expressionsOr("methods", "sources", "destinations");
            default -> expressionsOr("sources", "destinations");
        };
        refused.forEach(name -> fields.computeIfPresent(name, (_, field) -> text(name, field.kind(), false, NULL)));
    }

    private List<String> expressionsOr(String... names) {
        return "expressions".equals(target.flavor())
                ? Stream.of(names).filter("methods"::equals).toList()
                : List.of(names);
    }

    static Field text(String name, Field.Kind kind, boolean required, @Nullable Node only) {
        return new Field(
                name,
                kind,
                null,
                required,
                null,
                List.of(),
                only == null ? Map.of() : Map.of("eq", only),
                false,
                false,
                false,
                Map.of(),
                null);
    }
}
