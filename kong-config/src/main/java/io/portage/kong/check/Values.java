package io.portage.kong.check;

import io.portage.kong.read.Node;
import org.jspecify.annotations.Nullable;

/// The fields of a record by dotted name, with what Kong counts as empty.
///
/// @param record with its defaults
record Values(Node.Mapping record) {
    /// The value; null where it is not there or is null.
    @Nullable
    Node get(String path) {
        @Nullable Node node = record;
        for (var part : path.split("\\.", -1)) {
            node = node instanceof Node.Mapping mapping ? mapping.get(part) : null;
        }
        return node instanceof Node.Null ? null : node;
    }

    boolean isEmpty(String path) {
        return switch (get(path)) {
            case null -> true;
            case Node.Text text -> text.value().isEmpty();
            case Node.Items list -> list.items().isEmpty();
            case Node.Mapping mapping -> mapping.members().isEmpty();
            default -> false;
        };
    }

    /// The text; empty where it is none.
    String text(String path) {
        return get(path) instanceof Node.Text text ? text.value() : "";
    }

    boolean isTrue(String path) {
        return get(path) instanceof Node.Bool bool && bool.value();
    }

    /// The number; not a number where it is none.
    double number(String path) {
        return get(path) instanceof Node.Number number ? number.value() : Double.NaN;
    }
}
