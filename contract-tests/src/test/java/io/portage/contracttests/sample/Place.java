package io.portage.contracttests.sample;

import io.portage.contract.JsonPointer;
import io.portage.contracttests.world.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The place in a body that a pointer of the sync contract names.
public final class Place {
    private Place() {}

    public static void set(ObjectNode body, JsonPointer pointer, Object value) {
        var parent = parent(body, pointer);
        var name = pointer.tokens().getLast();
        switch (value) {
            case String text -> parent.put(name, text);
            case Integer number -> parent.put(name, number);
            case JsonNode node -> parent.set(name, node);
            case List<?> nodes -> nodes.forEach(node -> parent.withArray(name).add((JsonNode) node));
            default -> throw new IllegalArgumentException(value + " (expected: text, a number, a node or nodes)");
        }
    }

    static void remove(ObjectNode body, JsonPointer pointer) {
        parent(body, pointer).remove(pointer.tokens().getLast());
    }

    static JsonNode find(ObjectNode body, JsonPointer pointer) {
        return body.requiredAt(pointer.toString());
    }

    private static ObjectNode parent(ObjectNode body, JsonPointer pointer) {
        var node = body;
        for (var token : pointer.tokens().subList(0, pointer.tokens().size() - 1)) {
            node = node.get(token) instanceof ObjectNode child
                    ? child
                    : node.set(token, Json.object()).withObject(token);
        }
        return node;
    }
}
