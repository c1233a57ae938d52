package io.portage.kong.check;

import io.portage.kong.catalogue.Field;
import io.portage.kong.catalogue.Formats;
import io.portage.kong.read.EnvTemplates;
import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether a value is what a field takes.
final class FieldCheck {
    private static final String VAULT = "{vault://";

    private final RecordCheck records;
    private final Problems problems;

    FieldCheck(RecordCheck records, Problems problems) {
        this.records = records;
        this.problems = problems;
    }

    /// @param owner such as `plugin:cors`
    /// @param path of the field, dotted, such as `config.origins`
    /// @param place where to show what stands nowhere
    void check(String owner, String path, Field field, Node value, Position place) {
        if (value instanceof Node.Null) {
            if (field.required()) {
                problems.add("kong/missing-field", value, place, path + ": null (expected: " + wanted(field) + ")");
            }
        } else if (field.constraints().get("eq") instanceof Node.Null) {
            problems.add("kong/refused-scope", value, place, path + ": said (expected: nothing; this cannot have it)");
        } else if (!fromEnvironment(value)) {
            typed(owner, path, field, value, place);
        }
    }

    private static boolean fromEnvironment(Node value) {
        return switch (value) {
            case Node.Text text -> EnvTemplates.isIn(text.value());
            case Node.Number number -> EnvTemplates.isIn(number.text());
            case Node.Bool bool -> EnvTemplates.isIn(bool.text());
            default -> false;
        };
    }

    static boolean isVaultReference(Node value) {
        return value instanceof Node.Text text
                && text.value().startsWith(VAULT)
                && text.value().endsWith("}");
    }

    private void typed(String owner, String path, Field field, Node value, Position place) {
        if (!fits(field, value)) {
            problems.add(
                    "kong/wrong-type",
                    value,
                    place,
                    path + ": " + Shown.of(path, value) + " (expected: " + wanted(field) + ")");
            return;
        }
        if (field.referenceable() && isVaultReference(value)) {
            return;
        }
        var before = problems.count();
        switch (field.kind()) {
            case ARRAY, SET -> elements(owner, path, field, items(value), place);
            case MAP -> values(owner, path, field, value, place);
            case RECORD -> records.check(owner, path, field.fields(), RecordCheck.mapping(value), place);
            default -> {}
        }
        if (problems.count() == before) {
            constraints(owner, path, field, value, place);
        }
    }

    private static boolean fits(Field field, Node value) {
        return switch (field.kind()) {
            case STRING -> value instanceof Node.Text;
            case NUMBER -> value instanceof Node.Number;
            case INTEGER -> value instanceof Node.Number number && isWhole(number.value());
            case BOOLEAN -> value instanceof Node.Bool;
            // Lua tells an empty list from an empty mapping no more than Kong does
            case ARRAY, SET ->
                value instanceof Node.Items
                        || (value instanceof Node.Mapping mapping
                                && mapping.members().isEmpty());
            case MAP, RECORD -> value instanceof Node.Mapping || value instanceof Node.Items;
            case FOREIGN, JSON -> true;
        };
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && !Double.isInfinite(value);
    }

    private static List<Node> items(Node value) {
        return value instanceof Node.Items list ? list.items() : List.of();
    }

    private void elements(String owner, String path, Field field, List<Node> items, Position place) {
        var element = field.elements();
        if (element != null) {
            items.forEach(item -> check(owner, path + "[]", element, item, place));
        }
    }

    private void values(String owner, String path, Field field, Node value, Position place) {
        var element = field.elements();
        if (value instanceof Node.Items list && !list.items().isEmpty()) {
            problems.add("kong/wrong-type", value, place, path + ": a list (expected: a mapping)");
        } else if (value instanceof Node.Mapping mapping && element != null) {
            for (var member : mapping.members()) {
                name(owner, path, member);
                check(owner, path + "[]", element, member.value(), place);
            }
        }
    }

    private void name(String owner, String path, Node.Member member) {
        if (member.name().isEmpty()) {
            problems.add("kong/bad-value", member.at(), path + ": an empty name (expected: a text)");
        }
        formats(owner, path + "{}", path, new Node.Text(member.at(), member.name()), member.at());
    }

    private void constraints(String owner, String path, Field field, Node value, Position place) {
        if (!field.oneOf().isEmpty() && field.oneOf().stream().noneMatch(it -> same(it, value))) {
            bad("kong/not-one-of", path, value, place, "one of " + list(field.oneOf()));
            return;
        }
        var before = problems.count();
        field.constraints().forEach((name, limit) -> {
            var expected = Constraints.broken(name, limit, value);
            if (expected != null) {
                bad(
                        value instanceof Node.Number ? "kong/out-of-range" : "kong/bad-value",
                        path,
                        value,
                        place,
                        expected);
            }
        });
        if (value instanceof Node.Text text
                && text.value().isEmpty()
                && !field.constraints().containsKey("len_min")) {
            bad("kong/bad-value", path, value, place, "not empty");
        } else if (problems.count() == before) {
            formats(owner, path, path, value, place);
        }
    }

    private void formats(String owner, String key, String path, Node value, Position place) {
        if (value instanceof Node.Text text) {
            for (var format : Formats.of(owner, key)) {
                var expected = TextFormats.broken(format, text.value());
                if (expected != null) {
                    bad("kong/bad-value", path, value, place, expected);
                }
            }
        }
    }

    private void bad(String rule, String path, Node value, Position place, String expected) {
        problems.add(rule, value, place, path + ": " + Shown.of(path, value) + " (expected: " + expected + ")");
    }

    static boolean same(@Nullable Node one, @Nullable Node other) {
        return switch (one) {
            case Node.Text text -> other instanceof Node.Text it && it.value().equals(text.value());
            case Node.Number number -> other instanceof Node.Number it && it.value() == number.value();
            case Node.Bool bool -> other instanceof Node.Bool it && it.value() == bool.value();
            case Node.Null _ -> other instanceof Node.Null;
            case null, default -> false;
        };
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String list(List<Node> options) {
        return options.stream()
                .map(it -> it instanceof Node.Text text ? text.value() : Shown.of("", it))
                .collect(Collectors.joining(", "));
    }

    private static String wanted(Field field) {
        return switch (field.kind()) {
            case STRING -> "a text; quote what would be a number or boolean";
            case NUMBER -> "a number";
            case INTEGER -> "a whole number";
            case BOOLEAN -> "true or false";
            case ARRAY, SET -> "a list";
            case MAP, RECORD, JSON -> "a mapping";
            case FOREIGN -> "a name or id";
        };
    }
}
