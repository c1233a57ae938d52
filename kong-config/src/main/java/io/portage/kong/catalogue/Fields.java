package io.portage.kong.catalogue;

import io.portage.kong.read.Json;
import io.portage.kong.read.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Every field that Kong 3.9.1 knows: of its entities, and of its bundled plugins.
public final class Fields {
    private static final Fields ALL = read("fields.csv", "more-fields.csv");
    private static final Set<String> ENTITIES = names("entity:");
    private static final Set<String> PLUGINS = names("plugin:");

    private final Map<String, Map<String, Field>> owners;

    private Fields(Map<String, Map<String, Field>> owners) {
        this.owners = owners;
    }

    /// The fields of an entity, such as `services`; none for one that is not known.
    public static Map<String, Field> ofEntity(String entity) {
        return ALL.owners.getOrDefault("entity:" + entity, Map.of());
    }

    /// The fields that a plugin has of its own or restricts: `config`, `protocols`, scopes; none for one that is not
    /// bundled.
    public static Map<String, Field> ofPlugin(String plugin) {
        return ALL.owners.getOrDefault("plugin:" + plugin, Map.of());
    }

    /// The fields of a vault of that kind, such as `env`; none for one that is not bundled.
    public static Map<String, Field> ofVault(String vault) {
        return ALL.owners.getOrDefault("vault:" + vault, Map.of());
    }

    /// Names of the entities.
    public static Set<String> entities() {
        return ENTITIES;
    }

    /// Names of the bundled plugins.
    public static Set<String> plugins() {
        return PLUGINS;
    }

    /// What a field of a plugin's configuration is where nothing is said, by its dotted name below `config`.
    public static @Nullable Node standard(String plugin, String name) {
        var config = ofPlugin(plugin).get("config");
        var field = config == null ? null : config.find(name);
        return field == null ? null : field.standard();
    }

    private static Set<String> names(String prefix) {
        return ALL.owners.keySet().stream()
                .filter(owner -> owner.startsWith(prefix))
                .map(owner -> owner.substring(prefix.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Fields read(String... resources) {
        var owners = new LinkedHashMap<String, Map<String, Field>>();
        for (var resource : resources) {
            Table.rows(resource).forEach(cells -> add(owners, cells));
        }
        return new Fields(owners);
    }

    private static void add(Map<String, Map<String, Field>> owners, List<String> cells) {
        var fields = owners.computeIfAbsent(cells.getFirst(), _ -> new LinkedHashMap<>());
        var path = cells.get(1).split("\\.", -1);
        for (var i = 0; i < path.length - 1; i++) {
            var parent = fields.get(path[i]);
            if (parent == null) {
                throw new IllegalStateException(
                        String.join(",", cells) + ": no such parent (expected: it stands before)");
            }
            fields = parent.elements() == null
                    ? parent.fields()
                    : parent.elements().fields();
        }
        var name = path[path.length - 1];
        fields.put(name, field(name, cells));
    }

    private static Field field(String name, List<String> cells) {
        var type = cells.get(2).replaceFirst(" \\(.*", "");
        var constraints = members(cells.get(6));
        var kind = kind(type);
        return new Field(
                name,
                kind,
                kind == Field.Kind.FOREIGN ? inner(type) : null,
                cells.get(3).equals("yes"),
                cells.get(4).isEmpty() ? null : Json.read(cells.get(4)),
                items(cells.get(5)),
                constraints,
                cells.get(7).equals("yes"),
                cells.get(8).equals("yes"),
                cells.get(2).contains("shorthand"),
                new LinkedHashMap<>(),
                elements(type, kind, constraints.get("elements")));
    }

    private static @Nullable Field elements(String type, Field.Kind kind, @Nullable Node constraints) {
        if (kind != Field.Kind.ARRAY && kind != Field.Kind.SET && kind != Field.Kind.MAP) {
            return null;
        }
        var inner = inner(type);
        var element = inner.substring(inner.lastIndexOf(',') + 1);
        var own = constraints instanceof Node.Mapping mapping ? mapping : null;
        var elementKind = kind(element);
        return new Field(
                "",
                elementKind,
                null,
                true,
                null,
                own != null && own.get("one_of") instanceof Node.Items list ? list.items() : List.of(),
                own == null ? Map.of() : members(own),
                false,
                false,
                false,
                new LinkedHashMap<>(),
                elementKind == Field.Kind.ARRAY ? elements("array<string>", Field.Kind.ARRAY, null) : null);
    }

    private static Field.Kind kind(String type) {
        return Field.Kind.valueOf(type.replaceFirst("<.*", "").toUpperCase(Locale.ROOT));
    }

    /// What stands in the angle brackets; a text where nothing does.
    private static String inner(String type) {
        return type.contains("<") ? type.substring(type.indexOf('<') + 1, type.length() - 1) : "string";
    }

    private static List<Node> items(String json) {
        return !json.isEmpty() && Json.read(json) instanceof Node.Items list ? list.items() : List.of();
    }

    private static Map<String, Node> members(String json) {
        return !json.isEmpty() && Json.read(json) instanceof Node.Mapping mapping ? members(mapping) : Map.of();
    }

    private static Map<String, Node> members(Node.Mapping mapping) {
        return mapping.members().stream().collect(Collectors.toMap(Node.Member::name, Node.Member::value));
    }
}
