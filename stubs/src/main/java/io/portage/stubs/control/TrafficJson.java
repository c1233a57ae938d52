package io.portage.stubs.control;

import io.portage.stubs.http.HeaderLine;
import io.portage.stubs.http.Json;
import io.portage.stubs.traffic.Effect;
import io.portage.stubs.traffic.Fault;
import io.portage.stubs.traffic.ReceivedRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How what passed through the stubs looks as JSON.
final class TrafficJson {
    private static final List<String> FAULT_MEMBERS =
            List.of("service", "kind", "method", "path", "times", "delayMs", "status", "headers");

    private TrafficJson() {}

    static <T> ArrayNode list(Collection<T> values, Function<T, ? extends JsonNode> writer) {
        var list = Json.array();
        values.forEach(value -> list.add(writer.apply(value)));
        return list;
    }

    static ObjectNode received(ReceivedRequest request) {
        var json = Json.object()
                .put("service", request.service())
                .put("method", request.method())
                .put("path", request.path());
        var headers = json.putArray("headers");
        request.headers().forEach(line -> headers.addArray().add(line.name()).add(line.value()));
        return json.put("bodyBase64", Base64.getEncoder().encodeToString(request.body()))
                .put("at", request.at().toString());
    }

    static ObjectNode effect(Effect effect) {
        return Json.object()
                .put("operation", effect.operation())
                .put("clientMutationId", effect.clientMutationId())
                .put("idempotencyKey", effect.idempotencyKey())
                .put("count", effect.count());
    }

    static ObjectNode fault(Fault fault) {
        var json = Json.object().put("service", fault.service());
        Optional.ofNullable(fault.kind()).ifPresent(kind -> json.put("kind", ControlBody.spelling(kind)));
        Optional.ofNullable(fault.method()).ifPresent(method -> json.put("method", method));
        Optional.ofNullable(fault.path()).ifPresent(path -> json.put("path", path));
        fault.times().ifPresent(times -> json.put("times", times));
        fault.status().ifPresent(status -> json.put("status", status));
        return json.put("delayMs", fault.delay().toMillis());
    }

    static List<String> faultMembers() {
        return FAULT_MEMBERS;
    }

    static Fault fault(ControlBody body) {
        var kind = body.choice("kind", Fault.Kind.values()).orElse(null);
        if (kind == Fault.Kind.REFUSE) {
            return Fault.of(body.text("service"), kind);
        }
        return new Fault(
                body.text("service"),
                kind,
                body.optionalText("method").orElse(null),
                body.optionalText("path").orElse(null),
                body.number("times"),
                Duration.ofMillis(body.number("delayMs").orElse(0)),
                body.number("status"),
                body.object("headers")
                        .propertyStream()
                        .map(entry ->
                                new HeaderLine(entry.getKey(), entry.getValue().stringValue("")))
                        .toList());
    }
}
