package io.portage.kong.render;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The routes that a service asks for with `routes-for`: one for each operation of the sync contract.
///
/// @param prefix what names begin with, so that two ways to one operation have two names
/// @param bodies the largest body that any route takes where nothing else is said
record ContractRoutes(SyncContract contract, String prefix, long bodies) {
    private static final long MEBIBYTE = 1024 * 1024;

    /// The routes of one service.
    ///
    /// @throws IllegalArgumentException where it asks for something else than `reads`, `writes` and `preflights`
    List<Tree> of(Tree service) {
        var routes = new ArrayList<Tree>();
        for (var kind : service.texts("routes-for")) {
            switch (kind) {
                case "reads" -> operations(service, false).forEach(routes::add);
                case "writes" -> operations(service, true).forEach(routes::add);
                // made by Preflights, when all other routes are known
                case "preflights" -> {}
                default ->
                    throw new IllegalArgumentException(
                            "routes-for: " + kind + " (expected: reads, writes or preflights)");
            }
        }
        return routes;
    }

    private List<Tree> operations(Tree service, boolean mutates) {
        var owner = service.get("routes-of");
        return contract.operations().stream()
                .filter(operation -> operation.mutates() == mutates)
                .filter(operation -> owner == null || operation.service().equals(owner))
                .map(operation -> route(operation, service))
                .toList();
    }

    /// Whoever may GET may HEAD: the gateway answers both.
    private Tree route(Operation operation, Tree service) {
        var tags = new ArrayList<>(service.texts("tags"));
        tags.addAll(List.of("phi", operation.service()));
        var route = new Tree()
                .put("name", prefix + operation.id())
                .put("methods", operation.mutates() ? List.of(operation.method()) : List.of("GET", "HEAD"))
                .put("paths", List.of(Paths.of(operation.path())))
                .put("tags", List.copyOf(tags));
        return operation.sizeLimit() == bodies ? route : route.put("plugins", List.of(limit(operation, service)));
    }

    private static Tree limit(Operation operation, Tree service) {
        boolean round = operation.sizeLimit() % MEBIBYTE == 0;
        var config = new LinkedHashMap<String, Object>();
        config.put("allowed_payload_size", round ? operation.sizeLimit() / MEBIBYTE : operation.sizeLimit());
        config.put("size_unit", round ? "megabytes" : "bytes");
        config.put("require_content_length", false);
        return new Tree()
                .put("name", "request-size-limiting")
                .put("tags", service.texts("tags"))
                .put("config", new Tree(config));
    }
}
