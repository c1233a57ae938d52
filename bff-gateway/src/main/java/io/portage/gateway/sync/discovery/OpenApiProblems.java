package io.portage.gateway.sync.discovery;

import io.portage.gateway.problem.ProblemBody;
import io.portage.gateway.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Problems as OpenAPI has them: one response for each status, which names the codes that come with it.
final class OpenApiProblems {
    static final String EXTENSION = "x-portage-problems";

    private OpenApiProblems() {}

    /// The responses that operations refer to.
    static void describe(ObjectNode responses) {
        byStatus(Stream.of(ProblemCode.values()).toList()).forEach((status, codes) -> {
            var response = responses.putObject(name(status)).put("description", titles(codes));
            response.putObject("headers")
                    .putObject("X-Correlation-Id")
                    .put("$ref", "#/components/headers/X-Correlation-Id");
            var schema = response.putObject("content")
                    .putObject(ProblemBody.MEDIA_TYPE)
                    .putObject("schema");
            var parts = schema.putArray("allOf");
            parts.addObject().put("$ref", "#/components/schemas/Problem");
            var code = parts.addObject().putObject("properties").putObject("code");
            var names = code.putArray("enum");
            codes.forEach(each -> names.add(each.name()));
        });
    }

    /// The responses of an operation where these problems are possible.
    static void refer(ObjectNode responses, List<ProblemCode> codes) {
        byStatus(codes)
                .keySet()
                .forEach(status -> responses
                        .putObject(Integer.toString(status))
                        .put("$ref", "#/components/responses/" + name(status)));
    }

    /// The codes of an operation, since a response is shared by operations that know only some of its codes.
    static void list(ObjectNode operation, List<ProblemCode> codes) {
        var names = operation.putArray(EXTENSION);
        codes.forEach(code -> names.add(code.name()));
    }

    private static Map<Integer, List<ProblemCode>> byStatus(List<ProblemCode> codes) {
        return codes.stream().collect(Collectors.groupingBy(ProblemCode::status, TreeMap::new, Collectors.toList()));
    }

    private static String name(int status) {
        return "Problem" + status;
    }

    private static String titles(List<ProblemCode> codes) {
        return codes.stream()
                .map(code -> "`" + code.name() + "`: " + code.title() + ".")
                .collect(Collectors.joining("\n\n"));
    }
}
