package io.portage.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A document with one thing wrong, for each thing that can go wrong at each of its places.
final class Mutilations {
    /// @param what where it was mutilated, and how
    record Mutilation(String what, String json) {
        private static Mutilation of(String how, JsonPointer at, JsonNode document) {
            return new Mutilation(how + " " + at, document.toString());
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private static final List<JsonNode> VALUES = Stream.of("\"\"", "\"~ !\"", "{}", "[]", "[{}]", "{\"a\": \"b\"}")
            .map(JsonMapper.shared()::readTree)
            .toList();

    private Mutilations() {}

    static Stream<Mutilation> of(JsonNode document) {
        var mutilated = new ArrayList<Mutilation>();
        visit(document, JsonPointer.empty(), document, mutilated);
        return mutilated.stream();
    }

    private static void visit(JsonNode root, JsonPointer at, JsonNode node, List<Mutilation> into) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(field -> {
                    var child = at.appendProperty(field.getKey());
                    into.add(Mutilation.of("without", child, without(root, child)));
                    into.add(Mutilation.of("renamed", child, renamed(root, child)));
                    each(root, child, field.getValue(), into);
                });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    each(root, at.appendIndex(i), array.get(i), into);
                }
            }
            default -> {}
        }
    }

    private static void each(JsonNode root, JsonPointer at, JsonNode node, List<Mutilation> into) {
        VALUES.forEach(value -> into.add(Mutilation.of(value + " at", at, replaced(root, at, value))));
        visit(root, at, node, into);
    }

    private static JsonNode without(JsonNode root, JsonPointer at) {
        var copy = root.deepCopy();
        ((ObjectNode) copy.at(at.head())).remove(at.last().getMatchingProperty());
        return copy;
    }

    private static JsonNode renamed(JsonNode root, JsonPointer at) {
        var copy = root.deepCopy();
        var parent = (ObjectNode) copy.at(at.head());
        var name = at.last().getMatchingProperty();
        parent.set(name + "x", parent.remove(name));
        return copy;
    }

    private static JsonNode replaced(JsonNode root, JsonPointer at, JsonNode value) {
        var copy = root.deepCopy();
        switch (copy.at(at.head())) {
            case ObjectNode parent -> parent.set(at.last().getMatchingProperty(), value);
            case ArrayNode parent -> parent.set(at.last().getMatchingIndex(), value);
            default -> throw new IllegalStateException(at.toString());
        }
        return copy;
    }
}
