package io.portage.kong.check;

import io.portage.kong.read.Node;
import org.jspecify.annotations.Nullable;

/// The limits that stand in the catalogue.
final class Constraints {
    private Constraints() {}

    /// What was expected; null where the value is within the limit.
    static @Nullable String broken(String name, Node limit, Node value) {
        return switch (name) {
            case "between" -> between(limit, value);
            case "gt" ->
                value instanceof Node.Number it && !(it.value() > number(limit)) ? "above " + text(limit) : null;
            case "len_min" -> length(value) < number(limit) ? "at least " + text(limit) + " long" : null;
            case "len_max" -> length(value) > number(limit) ? "at most " + text(limit) + " long" : null;
            case "starts_with" ->
                value instanceof Node.Text it && !it.value().startsWith(text(limit))
                        ? "begins with " + text(limit)
                        : null;
            case "match" ->
                value instanceof Node.Text it && !LuaPattern.in(text(limit), it.value())
                        ? "the form " + text(limit)
                        : null;
            default -> null;
        };
    }

    private static @Nullable String between(Node limits, Node value) {
        if (!(limits instanceof Node.Items list) || !(value instanceof Node.Number number)) {
            return null;
        }
        return number.value() < number(list.items().getFirst())
                        || number.value() > number(list.items().getLast())
                ? text(list.items().getFirst()) + " to " + text(list.items().getLast())
                : null;
    }

    private static double number(Node limit) {
        return limit instanceof Node.Number number ? number.value() : 0;
    }

    private static String text(Node limit) {
        return switch (limit) {
            case Node.Number number -> number.text();
            case Node.Text text -> text.value();
            default -> "";
        };
    }

    private static int length(Node value) {
        return switch (value) {
            case Node.Text text -> FieldCheck.bytes(text.value());
            case Node.Items list -> list.items().size();
            case Node.Mapping mapping -> mapping.members().size();
            default -> Integer.MAX_VALUE;
        };
    }
}
