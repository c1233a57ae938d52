package io.portage.contracttests.discovery;

import io.portage.contract.JsonPointer;
import io.portage.contracttests.sample.Place;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A client that knows an operation only by its entry in the sync contract document.
final class ByTheBook {
    private ByTheBook() {}

    /// A request that may come from a queue, where any may.
    static Request request(JsonNode entry) {
        var path = entry.path("path").asString().replaceAll("\\{[^}]*}", "x");
        var request = Request.of(entry.path("method").asString(), path);
        var mediaType = entry.at("/body/mediaTypes/0").asString("");
        if (mediaType.isEmpty()) {
            return request;
        }
        if (!mediaType.endsWith("json")) {
            return request.with("Content-Type", mediaType.replace("*", "png")).body("x");
        }
        var body = Json.object();
        fill(body, entry.path("queue"));
        return request.with("Content-Type", mediaType).body(body.toString());
    }

    private static void fill(ObjectNode body, JsonNode queue) {
        for (var condition : queue.path("when")) {
            Place.set(
                    body,
                    pointer(condition, "pointer"),
                    condition.at("/allow/0").asString());
        }
        if (queue.has("version")) {
            Place.set(body, pointer(queue, "version"), 7);
        }
        if (queue.has("each")) {
            var item = Json.object();
            fill(item, queue.path("each"));
            Place.set(body, pointer(queue, "items"), List.of(item));
        }
    }

    private static JsonPointer pointer(JsonNode of, String member) {
        return JsonPointer.parse(of.path(member).asString());
    }

    /// How long it may wait; zero where it never may.
    static Duration limit(JsonNode entry) {
        var queue = entry.path("queue");
        var limit = queue.path("limit").asString(queue.at("/each/limit").asString("PT0S"));
        return Duration.parse(limit);
    }

    /// The code with which it is refused when it has waited for longer.
    static String refusal(JsonNode entry) {
        return switch (entry.at("/queue/kind").asString()) {
            case "within" -> "QUEUED_MUTATION_EXPIRED";
            case "per-item" -> "BATCH_REFUSED";
            default -> "OFFLINE_NOT_ALLOWED";
        };
    }
}
