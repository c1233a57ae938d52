package io.portage.gateway.sync.discovery;

import io.portage.contract.JsonPointer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the gateway looks at in a body, as a JSON Schema. All else is the service's to describe.
final class BodySchema {
    private final ObjectNode root = typed("object");

    private BodySchema() {}

    static ObjectNode of(OperationView operation) {
        var schema = new BodySchema();
        schema.place(operation.key().body(), reference("Key"));
        schema.place(operation.version(), reference("Version"));
        schema.place(operation.delegation(), typed("string"));
        schema.add(operation.queue());
        return schema.root;
    }

    private void add(QueueView queue) {
        switch (queue) {
            case QueueView.Never() -> {}
            case QueueView.Within within -> {
                within.when().forEach(condition -> place(condition.pointer(), values(condition)));
                place(within.version(), reference("Version"));
            }
            case QueueView.PerItem perItem -> {
                var item = new BodySchema();
                item.place(perItem.itemKey(), reference("Key"));
                item.add(perItem.each());
                var items = typed("array");
                items.set("items", item.root);
                place(perItem.items(), items);
            }
        }
    }

    /// A member, and the objects on the way to it. The whole body is an object already.
    private void place(@Nullable String pointer, ObjectNode schema) {
        if (pointer == null || pointer.isEmpty()) {
            return;
        }
        var tokens = JsonPointer.parse(pointer).tokens();
        var parent = root;
        for (var token : tokens.subList(0, tokens.size() - 1)) {
            var member = parent.withObjectProperty("properties").withObjectProperty(token);
            parent = member.put("type", "object");
        }
        parent.withObjectProperty("properties").set(tokens.getLast(), schema);
    }

    private static ObjectNode values(QueueView.Condition condition) {
        var schema = typed("string");
        var examples = schema.putArray("examples");
        condition.allow().forEach(examples::add);
        condition.refuse().forEach(examples::add);
        return schema;
    }

    private static ObjectNode reference(String schema) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + schema);
    }

    private static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
