package io.portage.stubs;

import io.portage.contract.Operation;
import io.portage.stubs.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A request for an operation that its stub accepts with 2xx, as the users `pat` (portal) and `doc` (the others) may
/// make it. It carries no key: who needs one adds it.
///
/// @param method the method
/// @param target the path, with its query
/// @param contentType media type of the body; empty where there is none
/// @param body the body's bytes
public record SampleRequest(String method, String target, String contentType, byte[] body) {
    private static final JsonNode ALL = read();

    /// The sample for an operation.
    ///
    /// @param unique letters, digits and hyphens that make the request unlike any other: it becomes an id, a slot
    /// @throws IllegalArgumentException where there is none
    public static SampleRequest of(Operation operation, String unique) {
        var sample = ALL.path(operation.id());
        if (!sample.isObject()) {
            throw new IllegalArgumentException(
                    "operation: " + operation.id() + " (expected: one of " + ALL.propertyNames() + ")");
        }
        return new SampleRequest(
                operation.method(),
                sample.path("path").stringValue(operation.path().text()).replace("{unique}", unique),
                sample.path("contentType").stringValue(sample.has("body") ? "application/json" : ""),
                body(sample, unique));
    }

    private static byte[] body(JsonNode sample, String unique) {
        return sample.has("bodyBase64")
                ? Base64.getDecoder().decode(sample.path("bodyBase64").stringValue(""))
                : sample.has("body")
                        ? sample.path("body")
                                .toString()
                                .replace("{unique}", unique)
                                .getBytes(StandardCharsets.UTF_8)
                        : new byte[0];
    }

    /// The same request with a member more in its JSON body: a key, a version.
    public SampleRequest with(String member, JsonNode value) {
        if (Json.parse(body) instanceof ObjectNode json) {
            json.set(member, value);
            return new SampleRequest(method, target, contentType, Json.bytes(json));
        }
        throw new IllegalArgumentException("body of " + method + " " + target + " (expected: a JSON object)");
    }

    private static JsonNode read() {
        try (var stream = SampleRequest.class.getResourceAsStream("samples.json")) {
            return Json.parse(Objects.requireNonNull(stream, "samples.json (expected: on the class path)")
                    .readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
