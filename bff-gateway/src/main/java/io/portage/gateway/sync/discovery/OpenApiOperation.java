package io.portage.gateway.sync.discovery;

import io.portage.contract.PathTemplate;
import io.portage.contract.PathTemplate.Segment;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One operation of the sync contract, as OpenAPI has operations. What OpenAPI has no word for is an extension under
/// the name that the sync contract uses.
final class OpenApiOperation {
    /// OpenAPI has no variable for several segments.
    private static final String REST = "rest";

    private static final Set<String> SAID_OTHERWISE = Set.of("id", "method", "path", "scopes");

    private final OperationView operation;
    private final PathTemplate path;

    OpenApiOperation(OperationView operation) {
        this.operation = operation;
        this.path = PathTemplate.parse(operation.path());
    }

    String path() {
        return path.segments().stream()
                .map(segment -> switch (segment) {
                    case Segment.Literal(var text) -> "/" + text;
                    case Segment.Variable(var name) -> "/{" + name + "}";
                    case Segment.Rest() -> "/{" + REST + "}";
                })
                .collect(Collectors.joining());
    }

    ObjectNode node() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("operationId", operation.id());
        node.putArray("tags").add(operation.id().substring(0, operation.id().indexOf('.')));
        node.put("summary", operation.id().replaceAll("[.-]", " "));
        parameters(node.putArray("parameters"));
        body(node);
        responses(node.putObject("responses"));
        OpenApiProblems.list(node, PossibleProblems.of(operation));
        security(node);
        extensions(node);
        return node;
    }

    private void parameters(ArrayNode parameters) {
        for (var segment : path.segments()) {
            switch (segment) {
                case Segment.Literal _ -> {}
                case Segment.Variable(var name) -> variable(parameters, name);
                case Segment.Rest() ->
                    variable(parameters, REST).put("description", "One segment or more, with slashes between them.");
            }
        }
        headers().forEach(name -> parameters.addObject().put("$ref", "#/components/parameters/" + name));
    }

    private static ObjectNode variable(ArrayNode parameters, String name) {
        var parameter =
                parameters.addObject().put("name", name).put("in", "path").put("required", true);
        parameter.putObject("schema").put("type", "string");
        return parameter;
    }

    /// Of the sync headers, `Authorization` is a security scheme: OpenAPI has no parameter of that name.
    private List<String> headers() {
        if (!operation.mutates()) {
            return List.of("X-Correlation-Id", "If-None-Match");
        }
        boolean keyInHeaderAlone =
                operation.key().need().equals("required") && operation.key().body() == null;
        var key = keyInHeaderAlone ? "Idempotency-Key-required" : "Idempotency-Key";
        return operation.version() == null
                ? List.of(key, "X-Correlation-Id", "X-Queued-At", "X-Sent-At")
                : List.of(key, "X-Correlation-Id", "X-Queued-At", "X-Sent-At", "If-Match");
    }

    private void body(ObjectNode node) {
        var body = operation.body();
        if (body == null) {
            return;
        }
        var content = node.putObject("requestBody").put("required", true).putObject("content");
        for (var mediaType : body.mediaTypes()) {
            boolean isJson = mediaType.endsWith("json");
            content.putObject(mediaType).set("schema", isJson ? BodySchema.of(operation) : content.objectNode());
        }
    }

    private void responses(ObjectNode responses) {
        responses
                .putObject("2XX")
                .put("$ref", "#/components/responses/" + (operation.mutates() ? "Outcome" : "Reading"));
        if (!operation.mutates()) {
            responses.putObject("304").put("$ref", "#/components/responses/NotModified");
        }
        OpenApiProblems.refer(responses, PossibleProblems.of(operation));
        responses.putObject("default").put("$ref", "#/components/responses/ServiceError");
    }

    private void security(ObjectNode node) {
        var scopes = node.putArray("security").addObject().putArray("bearer");
        operation.scopes().forEach(scopes::add);
    }

    private void extensions(ObjectNode node) {
        ObjectNode view = DocumentJson.MAPPER.valueToTree(operation);
        if (!path().equals(operation.path())) {
            node.put("x-portage-path", operation.path());
        }
        for (var member : view.properties()) {
            if (!SAID_OTHERWISE.contains(member.getKey())) {
                node.set("x-portage-" + Words.dashed(member.getKey()), member.getValue());
            }
        }
    }
}
