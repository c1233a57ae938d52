package io.portage.kong.model;

import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a plugin instance is configured to do, with the defaults of its type where nothing is said.
///
/// @param declared as it stands in the file
/// @param defaults the default of a field by its dotted name, such as `hide_credentials`; null where there is none
public record PluginConfig(Node.Mapping declared, Function<String, @Nullable Node> defaults) {
    /// A text and where it stands.
    public record Text(String value, Position at) {}

    /// The field of a dotted name, such as `remove.headers`: as declared, else its default, else empty. Where null is
    /// said, it is nothing.
    public Optional<Node> field(String name) {
        @Nullable Node node = declared;
        for (var part : name.split("\\.", -1)) {
            node = node instanceof Node.Mapping mapping ? mapping.get(part) : null;
        }
        return node == null
                ? Optional.ofNullable(defaults.apply(name))
                : Optional.of(node).filter(it -> !(it instanceof Node.Null));
    }

    public boolean bool(String name) {
        return field(name)
                .map(node -> node instanceof Node.Bool bool && bool.value())
                .orElse(false);
    }

    /// The text of that name; empty where there is none.
    public Optional<Text> text(String name) {
        return field(name).stream().flatMap(PluginConfig::texts).findFirst();
    }

    /// The texts of a list; a single one counts as a list.
    public List<Text> texts(String name) {
        return field(name).stream().flatMap(PluginConfig::texts).toList();
    }

    private static Stream<Text> texts(Node node) {
        return switch (node) {
            case Node.Text text -> Stream.of(new Text(text.value(), text.at()));
            case Node.Number number -> Stream.of(new Text(number.text(), number.at()));
            case Node.Bool bool -> Stream.of(new Text(bool.text(), bool.at()));
            case Node.Items items -> items.items().stream().flatMap(PluginConfig::texts);
            case Node.Mapping _, Node.Null _ -> Stream.empty();
        };
    }
}
