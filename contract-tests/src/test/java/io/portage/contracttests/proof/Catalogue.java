package io.portage.contracttests.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Reads the five requirement documents from `requirements/*.yml`, strictly.
final class Catalogue {
    private static final List<String> FILES =
            List.of("platform", "registration", "patient-portal", "immunizations", "orders");

    private Catalogue() {}

    static List<Document> read() {
        return FILES.stream().map(Catalogue::document).toList();
    }

    private static Document document(String file) {
        try (var stream = Catalogue.class.getResourceAsStream("/requirements/" + file + ".yml")) {
            var yaml = new Load(LoadSettings.builder().setLabel(file).build()).loadFromInputStream(stream);
            var fields = fields(yaml, Set.of("title", "sections"));
            return new Document(
                    text(fields, "title"),
                    list(fields, "sections").map(Catalogue::section).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document.Section section(Object yaml) {
        var fields = fields(yaml, Set.of("section", "statements"));
        return new Document.Section(
                text(fields, "section"),
                list(fields, "statements").map(Catalogue::statement).toList());
    }

    private static Statement statement(Object yaml) {
        var fields = fields(yaml, Set.of("id", "text", "proven-by", "open"));
        return new Statement(
                text(fields, "id"),
                text(fields, "text"),
                fields.containsKey("proven-by")
                        ? list(fields, "proven-by").map(Object::toString).toList()
                        : List.of(),
                fields.containsKey("open") ? text(fields, "open") : null);
    }

    private static Map<?, ?> fields(Object yaml, Set<String> known) {
        if (yaml instanceof Map<?, ?> map && known.containsAll(map.keySet())) {
            return map;
        }
        throw new IllegalStateException(yaml + " (expected: a mapping with no more than " + known + ")");
    }

    private static String text(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalStateException(name + " in " + fields + " (expected: a text)");
    }

    private static Stream<Object> list(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof List<?> list && !list.isEmpty()) {
            return list.stream().map(Object.class::cast);
        }
        throw new IllegalStateException(name + " in " + fields + " (expected: a list that is not empty)");
    }
}
