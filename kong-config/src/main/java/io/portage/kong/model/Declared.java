package io.portage.kong.model;

import io.portage.kong.catalogue.Fields;
import io.portage.kong.read.EnvTemplates;
import io.portage.kong.read.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An entity as it stands in the file.
///
/// @param entity such as `routes`
/// @param index which of its kind it is, from 1, in the order of the file
/// @param parent the entity it stands in; null at the top
public record Declared(
        String entity,
        int index,
        Node.Mapping node,
        @Nullable Declared parent) {
    /// Every entity of a file, those inside others too, by kind.
    public static TreeMap<String, List<Declared>> in(Node.Mapping root) {
        var found = new TreeMap<String, List<Declared>>();
        Stream.concat(Fields.entities().stream(), Stream.of(Relations.GROUPS))
                .sorted()
                .forEach(entity -> collect(entity, root, null, found));
        return found;
    }

    private static void collect(
            String entity, Node.Mapping owner, @Nullable Declared parent, TreeMap<String, List<Declared>> found) {
        if (!(owner.get(entity) instanceof Node.Items list)) {
            return;
        }
        for (var item : list.items()) {
            if (item instanceof Node.Mapping mapping) {
                var all = found.computeIfAbsent(entity, _ -> new ArrayList<>());
                var declared = new Declared(entity, all.size() + 1, mapping, parent);
                all.add(declared);
                Relations.children(entity).keySet().forEach(child -> collect(child, mapping, declared, found));
            }
        }
    }

    /// The text of that field; empty where it is none.
    Optional<String> text(String name) {
        return node.get(name) instanceof Node.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    @Nullable
    String textOrNull(String name) {
        return node.get(name) instanceof Node.Text text ? text.value() : null;
    }

    boolean bool(String name, boolean otherwise) {
        return (node.get(name) instanceof Node.Bool bool && !isOpen(name)) ? bool.value() : otherwise;
    }

    /// Whether what the field says is filled in from the environment, so that nobody can say it here.
    boolean isOpen(String name) {
        return switch (node.get(name)) {
            case Node.Text text -> EnvTemplates.isIn(text.value());
            case Node.Bool bool -> EnvTemplates.isIn(bool.text());
            case null, default -> false;
        };
    }

    int number(String name, int otherwise) {
        return node.get(name) instanceof Node.Number number ? (int) number.value() : otherwise;
    }

    /// The texts of a list; none where there is none.
    List<String> texts(String name) {
        return texts(node.get(name));
    }

    static List<String> texts(@Nullable Node node) {
        return node instanceof Node.Items list
                ? list.items().stream()
                        .map(item -> switch (item) {
                            case Node.Text text -> text.value();
                            case Node.Number number -> number.text();
                            case Node.Bool bool -> bool.text();
                            default -> "";
                        })
                        .filter(text -> !text.isEmpty())
                        .toList()
                : List.of();
    }

    /// What the field refers to: a name or an id; null where it says nothing.
    public @Nullable String reference(String name) {
        return switch (node.get(name)) {
            case Node.Text text -> text.value();
            case Node.Mapping mapping -> named(mapping);
            case null, default -> null;
        };
    }

    private static @Nullable String named(Node.Mapping mapping) {
        return mapping.get("id") instanceof Node.Text id
                ? id.value()
                : mapping.get("name") instanceof Node.Text name ? name.value() : null;
    }
}
