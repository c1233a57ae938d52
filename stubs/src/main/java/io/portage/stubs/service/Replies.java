package io.portage.stubs.service;

import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The shapes in which the services answer.
final class Replies {
    private Replies() {}

    /// 201 with the record, where to find it, and its version as entity tag.
    static HttpResponse created(String collection, ObjectNode entity) {
        return ok(201, entity)
                .with("Location", collection + "/" + entity.path("id").stringValue(""));
    }

    static HttpResponse ok(ObjectNode entity) {
        return ok(200, entity);
    }

    private static HttpResponse ok(int status, ObjectNode entity) {
        var response = HttpResponse.json(status, entity);
        var version = entity.path("version");
        return version.isNumber() ? response.with("ETag", "\"" + version.longValue() + "\"") : response;
    }

    /// A list of entities under `items`.
    static HttpResponse items(Iterable<? extends JsonNode> entities) {
        var items = Json.array();
        entities.forEach(items::add);
        var body = Json.object();
        body.set("items", items);
        return HttpResponse.json(200, body);
    }

    static HttpResponse noContent() {
        return HttpResponse.empty(204);
    }

    static HttpResponse error(ServiceError error) {
        return HttpResponse.error(error.status(), error.code(), String.valueOf(error.getMessage()));
    }
}
