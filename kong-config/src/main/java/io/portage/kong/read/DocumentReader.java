package io.portage.kong.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a file: the Kong configuration it is, or the one that a ConfigMap or the values of a Helm chart hold.
public final class DocumentReader {
    private static final String PREFIX = "DECK_";

    private final Source source;
    private final String text;
    private final List<Remark> remarks = new ArrayList<>();

    private DocumentReader(Source source) throws Unreadable {
        this.source = source;
        this.text = Utf8.decode(source);
    }

    /// @throws Unreadable where that is no YAML, and no JSON
    public static Document read(Source source) throws Unreadable {
        return new DocumentReader(source).read();
    }

    private Document read() throws Unreadable {
        var templates = EnvTemplates.in(text);
        var documents = documents(Layout.of(source.name(), templates), templates.text());
        if (documents.isEmpty()) {
            throw new Unreadable(start(), "empty (expected: a Kong configuration, such as _format_version: \"3.0\")");
        }
        var held = Wrapping.in(documents);
        if (held.isEmpty()) {
            others(documents, "document");
            return document(documents.getFirst(), templates);
        }
        others(held, "configuration");
        return held.getFirst() instanceof Node.Text inner ? inner(inner) : document(held.getFirst(), templates);
    }

    private Document inner(Node.Text inner) throws Unreadable {
        var templates = EnvTemplates.in(inner.value());
        var layout = Wrapping.layout(inner, source.name(), text.lines().toList(), templates);
        var documents = documents(layout, templates.text());
        if (documents.isEmpty()) {
            throw new Unreadable(inner.at(), "empty (expected: a Kong configuration)");
        }
        others(documents, "document");
        return document(documents.getFirst(), templates);
    }

    private Document document(Node root, EnvTemplates templates) {
        var named = templates.templates().stream()
                .flatMap(it -> Optional.ofNullable(it.variable()).stream())
                .toList();
        named.stream()
                .filter(name -> !name.startsWith(PREFIX))
                .forEach(name -> remarks.add(new Remark(
                        "kong/environment",
                        true,
                        "env " + name + ": not for decK (expected: " + PREFIX + "…)",
                        root.at())));
        return new Document(root, !named.isEmpty(), remarks);
    }

    private void others(List<Node> nodes, String what) {
        nodes.stream()
                .skip(1)
                .limit(1)
                .forEach(second -> remarks.add(new Remark(
                        "kong/several-documents",
                        false,
                        "a second " + what + " (expected: one; the first alone is read)",
                        second.at())));
    }

    private Position start() {
        return new Position(source.name(), 1, 1);
    }

    private List<Node> documents(Layout layout, String yaml) throws Unreadable {
        var duplicates = new ArrayList<Composer.Duplicate>();
        var documents = new YamlReader(layout, duplicates).read(yaml);
        duplicates.forEach(duplicate -> remarks.add(new Remark(
                "kong/duplicate-key",
                false,
                "\"" + duplicate.key() + "\" stands at line "
                        + duplicate.first().line() + " too (expected: once; Kong takes the last)",
                duplicate.second())));
        return documents;
    }
}
