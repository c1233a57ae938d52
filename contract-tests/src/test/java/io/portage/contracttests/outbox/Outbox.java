package io.portage.contracttests.outbox;

import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// What an app queued while it was offline, to be sent in one request.
final class Outbox {
    private static final Duration AGE = Duration.ofMinutes(30);
    private final List<String> items = new ArrayList<>();

    /// A key that no other item has.
    static String key(String name) {
        return name + "-" + UUID.randomUUID();
    }

    /// Adds a mutation whose payload is forwarded as it is written here.
    ///
    /// @param operation method and path
    Outbox add(String key, String operation, String payload) {
        return add(key, operation, payload, _ -> {});
    }

    /// The same with more members.
    Outbox add(String key, String operation, String payload, Consumer<ObjectNode> more) {
        var item = Json.object()
                .put("id", Integer.toString(items.size()))
                .put("clientMutationId", key)
                .put("operation", operation)
                .put("queuedAt", Instant.now().minus(AGE).toString());
        more.accept(item);
        var text = item.toString();
        items.add(text.substring(0, text.length() - 1) + ",\"payload\":" + payload + "}");
        return this;
    }

    /// Adds an order that may be queued.
    Outbox lab(String key) {
        return lab(key, _ -> {});
    }

    /// The same with more members.
    Outbox lab(String key, Consumer<ObjectNode> more) {
        return add(key, "POST /v1/orders", "{\"type\":\"lab\"}", more);
    }

    /// Adds an item as it is.
    Outbox addRaw(String item) {
        items.add(item);
        return this;
    }

    Request burst() {
        return Request.json("POST", "/v1/sync/mutations", "{\"mutations\":[" + String.join(",", items) + "]}");
    }

    /// The same, answered line by line.
    Request streamed() {
        return burst().with("Accept", "application/x-ndjson");
    }
}
