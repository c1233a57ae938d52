package io.portage.contracttests.sample;

import io.portage.contract.JsonPointer;
import io.portage.contract.Operation;
import io.portage.contract.PathTemplate.Segment;
import io.portage.contract.QueueRule;
import io.portage.contract.QueueRule.Condition;
import io.portage.contract.QueueRule.PerItem;
import io.portage.contract.QueueRule.Within;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A request that the sync contract accepts, queued or not. It carries no sync header yet.
///
/// @param operation the operation it is for
/// @param body its JSON body; null where the operation has none, or one that is no JSON
public record Sample(Operation operation, @Nullable ObjectNode body) {
    private static final AtomicLong COUNT = new AtomicLong();
    /// White space, escapes and number literals that would not survive being read and written again.
    private static final String ODD = "\"caf\\u00e9 \\/ \u00e9\" ,\n\t\"dose\" :1.50e+2";

    /// @param subject the caller, who acts for itself
    public static Sample of(Operation operation, String subject) {
        boolean json = operation.mediaTypes().stream().anyMatch("application/json"::equals);
        if (!json) {
            return new Sample(operation, null);
        }
        var body = Json.object().put("note", "@");
        if (operation.delegation() != null) {
            Place.set(body, operation.delegation(), subject);
        }
        fill(body, operation.queue());
        return new Sample(operation, body);
    }

    private static void fill(ObjectNode body, QueueRule rule) {
        switch (rule) {
            case QueueRule.Never _ -> {}
            case Within within -> fulfil(body, within);
            case PerItem perItem -> {
                var item = Json.object();
                fill(item, perItem.each());
                var second = item.deepCopy();
                Place.set(item, perItem.itemKey(), "item-" + COUNT.incrementAndGet());
                Place.set(second, perItem.itemKey(), "item-" + COUNT.incrementAndGet());
                Place.set(body, perItem.items(), List.of(item, second));
            }
        }
    }

    private static void fulfil(ObjectNode body, Within within) {
        for (Condition condition : within.when()) {
            Place.set(
                    body,
                    condition.pointer(),
                    condition.allow().stream().sorted().findFirst().orElseThrow());
        }
        if (within.version() != null) {
            Place.set(body, within.version(), 7);
        }
    }

    /// The rule that a body of this operation, or an item of it, must fulfil to come from a queue.
    public static QueueRule.@Nullable Within within(Operation operation) {
        return switch (operation.queue()) {
            case QueueRule.Never _ -> null;
            case Within within -> within;
            case PerItem perItem when perItem.each() instanceof Within each -> each;
            case PerItem perItem -> throw new IllegalArgumentException("queue of an item: " + perItem.each());
        };
    }

    /// The same with another value there; in a batch, in its last item.
    public Sample with(JsonPointer pointer, Object value) {
        var copy = copy();
        Place.set(copy.target(), pointer, value);
        return copy;
    }

    /// The same without that member; in a batch, without it in its last item.
    public Sample without(JsonPointer pointer) {
        var copy = copy();
        Place.remove(copy.target(), pointer);
        return copy;
    }

    /// The same with a key in the body, where the contract looks for it.
    public Sample withBodyKey(String key) {
        var copy = copy();
        Place.set(copy.json(), keyPointer(), key);
        return copy;
    }

    public JsonPointer keyPointer() {
        var pointer = operation.key().body();
        if (pointer == null) {
            throw new IllegalStateException(operation + ": no key in the body (expected: a pointer to one)");
        }
        return pointer;
    }

    /// The body's text, which no reader and writer of JSON would write like this.
    public String text() {
        return json().toPrettyString().replace("\"@\"", ODD) + "\n";
    }

    /// The request, without sync headers.
    public Request request() {
        var request = Request.of(operation.method(), path() + query());
        if (operation.mediaTypes().isEmpty()) {
            return request;
        }
        return body == null
                ? request.with("Content-Type", mediaType()).body(everyByte())
                : request.with("Content-Type", mediaType()).body(text());
    }

    private String mediaType() {
        return operation.mediaTypes().getFirst().replace("*", "png");
    }

    /// Every octet once, so that nothing takes the body for text unnoticed.
    private static byte[] everyByte() {
        var bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private String path() {
        return operation.path().segments().stream()
                .map(segment -> switch (segment) {
                    case Segment.Literal(var text) -> text;
                    case Segment.Variable(var name) -> name + "-" + COUNT.incrementAndGet();
                    case Segment.Rest() -> "Patient/" + COUNT.incrementAndGet();
                })
                .collect(Collectors.joining("/", "/", ""));
    }

    /// A query whose escapes tell whether somebody decoded it on the way.
    private String query() {
        return operation.mutates() ? "" : "?from=2026-01-01T00:00:00%2B01:00&q=a+b%20c%2Fd&empty=&bare";
    }

    private ObjectNode target() {
        if (operation.queue() instanceof PerItem perItem) {
            var items = Place.find(json(), perItem.items());
            return (ObjectNode) items.get(items.size() - 1);
        }
        return json();
    }

    private ObjectNode json() {
        if (body == null) {
            throw new IllegalStateException(operation + ": no JSON body (expected: one)");
        }
        return body;
    }

    private Sample copy() {
        return new Sample(operation, json().deepCopy());
    }

    /// The items of a batch.
    public List<JsonNode> items() {
        var rule = (PerItem) operation.queue();
        return List.copyOf(Place.find(json(), rule.items()).values());
    }
}
