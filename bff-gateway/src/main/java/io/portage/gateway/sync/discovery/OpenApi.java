package io.portage.gateway.sync.discovery;

import io.portage.gateway.problem.ProblemCode;
import java.util.Locale;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `/openapi.json`: the gateway's own endpoints, which stand in a file, and each operation of the sync contract.
final class OpenApi {
    static final String PATH = "/openapi.json";

    private final ObjectNode root;

    OpenApi(ContractView view, String revision) {
        root = (ObjectNode) DocumentJson.MAPPER.readTree(DocumentJson.resource("openapi.base.json"));
        root.withObjectProperty("info").put("version", revision);
        OpenApiProblems.describe(at("/components/responses"));
        limit(view.limits().burst());
        ownEndpoints();
        view.operations().forEach(this::add);
    }

    byte[] bytes() {
        return DocumentJson.MAPPER.writeValueAsBytes(root);
    }

    private void limit(ContractView.Burst burst) {
        at("/components/schemas/Burst/properties/mutations").put("maxItems", burst.mutations());
        at("/paths/~1v1~1sync~1mutations/post/requestBody").put("x-portage-limit", burst.bytes());
        at("/components/schemas/BurstMutation").put("x-portage-limit", burst.mutationBytes());
    }

    /// The file names codes; which status each has is the code's to say.
    private void ownEndpoints() {
        for (var operation : root.path("paths").findParents(OpenApiProblems.EXTENSION)) {
            var codes = StreamSupport.stream(
                            operation.path(OpenApiProblems.EXTENSION).spliterator(), false)
                    .map(JsonNode::asString)
                    .map(ProblemCode::valueOf)
                    .toList();
            OpenApiProblems.refer(((ObjectNode) operation).withObjectProperty("responses"), codes);
        }
    }

    private void add(OperationView view) {
        var operation = new OpenApiOperation(view);
        root.withObjectProperty("paths")
                .withObjectProperty(operation.path())
                .set(view.method().toLowerCase(Locale.ROOT), operation.node());
    }

    private ObjectNode at(String pointer) {
        return (ObjectNode) root.at(pointer);
    }
}
