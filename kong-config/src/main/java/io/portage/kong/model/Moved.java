package io.portage.kong.model;

import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import org.jspecify.annotations.Nullable;

/// Puts a value where it takes effect, such as a default that stands in no file.
final class Moved {
    private Moved() {}

    static @Nullable Node to(Position at, @Nullable Node node) {
        return switch (node) {
            case null -> null;
            case Node.Mapping mapping ->
                new Node.Mapping(
                        at,
                        mapping.members().stream()
                                .map(it -> new Node.Member(at, it.name(), moved(at, it.value())))
                                .toList());
            case Node.Items list ->
                new Node.Items(
                        at, list.items().stream().map(it -> moved(at, it)).toList());
            case Node.Text text -> new Node.Text(at, text.value());
            case Node.Number number -> new Node.Number(at, number.value(), number.text());
            case Node.Bool bool -> new Node.Bool(at, bool.value(), bool.text());
            case Node.Null _ -> new Node.Null(at);
        };
    }

    private static Node moved(Position at, Node node) {
        var moved = to(at, node);
        return moved == null ? node : moved;
    }
}
