package io.portage.stubs.service;

import io.portage.contract.Dedupe.Carrier;
import io.portage.contract.JsonPointer;
import io.portage.contract.Operation;
import io.portage.stubs.http.HttpRequest;
import io.portage.stubs.http.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// A request that the sync contract knows, with what the services look at.
///
/// @param operation the operation
/// @param variables the variables of its path
/// @param caller who asks
/// @param request the request
/// @param json the body where it is JSON, else missing
record Call(Operation operation, Map<String, String> variables, Caller caller, HttpRequest request, JsonNode json) {

    static Call of(Operation operation, Map<String, String> variables, Caller caller, HttpRequest request) {
        return new Call(
                operation, variables, caller, request, operation.mutates() ? json(request) : MissingNode.getInstance());
    }

    private static JsonNode json(HttpRequest request) {
        var type = request.header("Content-Type").orElse("application/json");
        if (request.body().length == 0 || !type.contains("json")) {
            return MissingNode.getInstance();
        }
        try {
            var json = Json.parse(request.body());
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException _) {
            // falls through to the refusal
        }
        throw new ServiceError(400, "BODY_MALFORMED", "body (expected: a JSON object)");
    }

    String tenant() {
        return caller.tenant();
    }

    String variable(String name) {
        var value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("variable: " + name + " (expected: one of " + variables.keySet() + ")");
        }
        return value;
    }

    /// The `Idempotency-Key` header as it came.
    Optional<String> idempotencyKey() {
        return request.header("Idempotency-Key");
    }

    /// The key in the body, where the contract says that the operation carries one.
    Optional<String> bodyKey() {
        var pointer = operation.key().body();
        return pointer == null ? Optional.empty() : text(pointer);
    }

    Optional<String> text(JsonPointer pointer) {
        return json.at(pointer.toString()).stringValueOpt();
    }

    /// A member that must be text.
    String text(String name) {
        return textOr(name, null);
    }

    String textOr(String name, @Nullable String fallback) {
        var value = json.path(name);
        if (value.isMissingNode() && fallback != null) {
            return fallback;
        }
        var text = value.stringValue("");
        if (text.isBlank()) {
            throw ServiceError.invalid(name + ": " + found(value) + " (expected: text)");
        }
        return text;
    }

    /// A member that must be an instant.
    Instant instant(String name) {
        return instant(name, text(name));
    }

    /// A parameter of the query that must be an instant where it is there.
    Optional<Instant> queryInstant(String name) {
        return Optional.ofNullable(request.query().get(name)).map(text -> instant(name, text));
    }

    private static Instant instant(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw ServiceError.invalid(name + ": " + text + " (expected: an RFC 3339 instant)");
        }
    }

    /// The body as a new record's content: without what only the service may say.
    ObjectNode content() {
        var content = json instanceof ObjectNode given ? given.deepCopy() : Json.object();
        content.remove("id");
        content.remove("version");
        return content;
    }

    /// Where the service guards the operation by version: the body's must be the record's.
    void expectVersion(ObjectNode entity) {
        if (operation.dedupe().carriers().contains(Carrier.VERSION)) {
            expectVersion(entity.path("version").longValue());
        }
    }

    void expectVersion(long current) {
        var given = json.path("version");
        if (!given.isIntegralNumber()) {
            throw ServiceError.invalid("version: " + found(given) + " (expected: the version the change is based on)");
        }
        if (given.longValue() != current) {
            throw new ServiceError(
                    409, "OPTIMISTIC_LOCK_CONFLICT", "version: " + given + " (expected: " + current + ")");
        }
    }

    private static String found(JsonNode value) {
        return value.isMissingNode() ? "missing" : value.toString();
    }
}
