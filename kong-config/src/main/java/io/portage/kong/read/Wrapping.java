package io.portage.kong.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a Kong configuration stands in a file that is none itself: the data of a ConfigMap or Secret, or the values of
/// a Helm chart.
final class Wrapping {
    private static final Set<String> OWN = Set.of(
            "_format_version", "_info", "_konnect", "_workspace", "_plugin_configs", "routes", "plugins", "upstreams");
    private static final Set<String> KINDS = Set.of("ConfigMap", "Secret");
    private static final List<String> DATA = List.of("data", "stringData");
    private static final String MARK = "_format_version";
    private static final Pattern BLOCK = Pattern.compile("\\|[-+0-9]*\\s*(?:#.*)?");
    private static final int DEEPEST = 8;

    private Wrapping() {}

    /// Every value that holds one: a mapping, or a text to be read in turn. None where the file itself is one.
    static List<Node> in(List<Node> documents) {
        return documents.getFirst() instanceof Node.Mapping first && isOwn(first)
                ? List.of()
                : documents.stream().flatMap(it -> held(it, 0)).toList();
    }

    private static boolean isOwn(Node.Mapping mapping) {
        return mapping.members().stream().anyMatch(member -> OWN.contains(member.name()))
                && mapping.get("kind") == null;
    }

    private static Stream<Node> held(Node node, int depth) {
        return switch (node) {
            case Node.Mapping mapping
            when depth <= DEEPEST ->
                isData(mapping)
                        ? DATA.stream().flatMap(name -> texts(mapping.get(name)))
                        : mapping.members().stream().flatMap(member -> value(member, depth));
            case Node.Items list when depth <= DEEPEST -> list.items().stream().flatMap(item -> held(item, depth + 1));
            default -> Stream.empty();
        };
    }

    private static boolean isData(Node.Mapping mapping) {
        return mapping.get("kind") instanceof Node.Text kind && KINDS.contains(kind.value());
    }

    private static Stream<Node> texts(@Nullable Node data) {
        return data instanceof Node.Mapping mapping
                ? mapping.members().stream()
                        .map(Node.Member::value)
                        .filter(value ->
                                value instanceof Node.Text text && text.value().contains(MARK))
                : Stream.empty();
    }

    private static Stream<Node> value(Node.Member member, int depth) {
        if (member.name().equals("dblessConfig") && member.value() instanceof Node.Mapping values) {
            return Optional.ofNullable(values.get("config")).stream()
                    .filter(config -> config instanceof Node.Mapping
                            || (config instanceof Node.Text text
                                    && !text.value().isBlank()));
        }
        return held(member.value(), depth + 1);
    }

    /// Where the lines of a text stand in the file.
    static Layout layout(Node.Text text, String file, List<String> lines, EnvTemplates templates) {
        var at = text.at();
        var header = lines.get(at.line() - 1);
        var rest = header.substring(Math.min(at.column() - 1, header.length()));
        var bar = rest.indexOf('|');
        if (bar < 0 || !BLOCK.matcher(rest.substring(bar).strip()).matches()) {
            return new Layout(file, 1, 1, at, templates);
        }
        return new Layout(file, at.line() + 1, 1 + indent(text.value(), lines, at.line()), null, templates);
    }

    private static int indent(String text, List<String> lines, int first) {
        var inner = text.lines().toList();
        for (var i = 0; i < inner.size() && first + i < lines.size(); i++) {
            if (!inner.get(i).isBlank()) {
                return Math.max(0, lines.get(first + i).indexOf(inner.get(i)));
            }
        }
        return 0;
    }
}
