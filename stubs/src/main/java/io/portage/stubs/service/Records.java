package io.portage.stubs.service;

import io.portage.stubs.http.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The records of one kind, each with an id and a version, kept apart by tenant.
final class Records {
    private final String prefix;
    private final Map<String, Map<String, ObjectNode>> byTenant = new HashMap<>();
    private int last;

    /// @param prefix what the ids begin with
    Records(String prefix) {
        this.prefix = prefix;
    }

    /// Stores a new record under a new id, at version 1.
    ObjectNode create(String tenant, ObjectNode content) {
        var id = prefix + ++last;
        while (of(tenant).containsKey(id)) {
            id = prefix + ++last;
        }
        return put(tenant, id, content);
    }

    ObjectNode put(String tenant, String id, ObjectNode content) {
        var entity = Json.object().put("id", id).put("version", 1);
        entity.setAll(content);
        of(tenant).put(id, entity);
        return entity;
    }

    /// The record of that id. Clients may try any id: one that was never created starts with `content` at version 1.
    ObjectNode findOr(String tenant, String id, Supplier<ObjectNode> content) {
        return find(tenant, id).orElseGet(() -> put(tenant, id, content.get()));
    }

    Optional<ObjectNode> find(String tenant, String id) {
        return Optional.ofNullable(of(tenant).get(id));
    }

    Stream<ObjectNode> all(String tenant) {
        return of(tenant).values().stream();
    }

    /// The records of that id in every tenant.
    Stream<ObjectNode> everywhere(String id) {
        return byTenant.values().stream().flatMap(records -> Stream.ofNullable(records.get(id)));
    }

    void clear() {
        byTenant.clear();
        last = 0;
    }

    private Map<String, ObjectNode> of(String tenant) {
        return byTenant.computeIfAbsent(tenant, _ -> new LinkedHashMap<>());
    }

    /// Merges changes into a record, which gets the next version.
    static ObjectNode change(ObjectNode entity, ObjectNode changes) {
        var next = entity.path("version").longValue() + 1;
        changes.remove("clientMutationId");
        entity.setAll(changes);
        return entity.put("version", next);
    }
}
