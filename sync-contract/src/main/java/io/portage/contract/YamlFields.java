package io.portage.contract;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The fields of one YAML mapping, read strictly: each problem is reported where it stands and reading goes on.
final class YamlFields {
    private final Problems problems;
    private final Node at;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final @Nullable YamlFields defaults;

    /// Where the problems of one file are collected.
    static final class Problems {
        private final String file;
        private final List<ContractError> errors;

        Problems(String file, List<ContractError> errors) {
            this.file = file;
            this.errors = errors;
        }

        String file() {
            return file;
        }

        void at(Node node, String message) {
            var mark = node.getStartMark();
            int line = mark.map(m -> m.getLine() + 1).orElse(1);
            int column = mark.map(m -> m.getColumn() + 1).orElse(1);
            var error = new ContractError(file, line, column, message);
            // defaults are read once for each operation that inherits them
            if (!errors.contains(error)) {
                errors.add(error);
            }
        }
    }

    /// @param known the fields that may stand here
    /// @param defaults where a field is looked up that does not stand here; null for nowhere
    YamlFields(Problems problems, Node node, Set<String> known, @Nullable YamlFields defaults) {
        this.problems = problems;
        this.at = node;
        this.defaults = defaults;
        if (!(node instanceof MappingNode mapping)) {
            problems.at(node, describe(node) + " (expected: a mapping with some of " + sorted(known) + ")");
            return;
        }
        for (var tuple : mapping.getValue()) {
            var name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : describe(tuple.getKeyNode());
            if (!known.contains(name)) {
                problems.at(
                        tuple.getKeyNode(), "unknown field \"" + name + "\" (expected: one of " + sorted(known) + ")");
            }
            if (values.put(name, tuple.getValueNode()) != null) {
                problems.at(tuple.getKeyNode(), "\"" + name + "\" again (expected: each field once)");
            }
        }
    }

    Problems problems() {
        return problems;
    }

    Node node() {
        return at;
    }

    /// The node of a field that stands here itself.
    @Nullable
    Node own(String name) {
        return values.get(name);
    }

    /// The node of a field, from here or from the defaults.
    @Nullable
    Node find(String name) {
        var node = values.get(name);
        return node == null && defaults != null ? defaults.find(name) : node;
    }

    /// The node of a field that must be there; null, with a problem reported, where it is not.
    @Nullable
    Node require(String name) {
        var node = find(name);
        if (node == null && at instanceof MappingNode) {
            problems.at(at, "\"" + name + "\" is missing (expected: a value for it)");
        }
        return node;
    }

    String text(String name, String fallback) {
        return parse(name, "text", fallback, Function.identity());
    }

    String requiredText(String name) {
        return require(name) == null ? "" : text(name, "");
    }

    Duration duration(String name, Duration fallback) {
        return duration(
                name, "an ISO 8601 duration longer than nothing, such as PT24H", fallback, Duration::isPositive);
    }

    Duration durationOrZero(String name, Duration fallback) {
        return duration(name, "an ISO 8601 duration, such as PT2S or PT0S", fallback, it -> !it.isNegative());
    }

    private Duration duration(String name, String expected, Duration fallback, Predicate<Duration> fits) {
        return parse(name, expected, fallback, text -> {
            var duration = Duration.parse(text);
            if (!fits.test(duration)) {
                throw new IllegalArgumentException();
            }
            return duration;
        });
    }

    @Nullable
    JsonPointer pointer(String name) {
        if (find(name) == null) {
            return null;
        }
        return parse(name, "a JSON pointer such as /clientMutationId", new JsonPointer(List.of()), JsonPointer::parse);
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
        var node = find(name);
        return node == null ? fallback : choiceOf(node, name, type, fallback);
    }

    <E extends Enum<E>> E requiredChoice(String name, Class<E> type, E fallback) {
        var node = require(name);
        return node == null ? fallback : choiceOf(node, name, type, fallback);
    }

    <E extends Enum<E>> E choiceOf(Node node, String name, Class<E> type, E fallback) {
        var names = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            names.add(spelling(constant));
        }
        return parseNode(node, name, "one of " + names, fallback, text -> {
            int index = names.indexOf(text);
            if (index < 0) {
                throw new IllegalArgumentException();
            }
            return type.getEnumConstants()[index];
        });
    }

    /// How a constant is spelled in YAML: `NEW_RECORD` is `new-record`.
    static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<Node> list(String name) {
        var node = find(name);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.at(node, name + ": " + describe(node) + " (expected: a list)");
        return List.of();
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (var node : list(name)) {
            texts.add(parseNode(node, name, "text", "", Function.identity()));
        }
        return texts;
    }

    <T> T parse(String name, String expected, T fallback, Function<String, T> parser) {
        var node = find(name);
        return node == null ? fallback : parseNode(node, name, expected, fallback, parser);
    }

    <T> T parseNode(Node node, String name, String expected, T fallback, Function<String, T> parser) {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isEmpty()) {
            problems.at(node, name + ": " + describe(node) + " (expected: " + expected + ")");
            return fallback;
        }
        try {
            return parser.apply(scalar.getValue());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            var ownWords = e instanceof IllegalArgumentException
                    && e.getMessage() != null
                    && e.getMessage().contains("expected:");
            problems.at(
                    node, name + ": " + (ownWords ? e.getMessage() : describe(node) + " (expected: " + expected + ")"));
            return fallback;
        }
    }

    static String describe(Node node) {
        return switch (node) {
            case ScalarNode scalar -> "\"" + scalar.getValue() + "\"";
            case SequenceNode _ -> "a list";
            case MappingNode _ -> "a mapping";
            default -> "this";
        };
    }

    private static Set<String> sorted(Set<String> names) {
        return new TreeSet<>(names);
    }
}
