package io.portage.gateway.mutation;

import static io.portage.gateway.problem.ProblemCode.TENANT_MISMATCH;

import io.portage.contract.JsonPointer;
import io.portage.contract.QueueRule;
import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.caller.KnownOutcome;
import io.portage.gateway.json.Json;
import io.portage.gateway.offline.OfflineRules;
import io.portage.gateway.operation.RequestedOperation;
import io.portage.gateway.problem.Rejection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Refuses a request that names another tenant than its caller's, wherever one is named: path, query or body.
@Component
final class TenantStation implements Station {
    private static final String NAME = "tenantId";
    private static final JsonPointer MEMBER = JsonPointer.parse("/" + NAME);

    private final KnownOutcome known;

    TenantStation(KnownOutcome known) {
        this.known = known;
    }

    @Override
    public Pipeline place() {
        return Pipeline.TENANT;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var tenant = Caller.ATTRIBUTE.get(exchange).tenant();
        if (namesOther(exchange, tenant)) {
            return known.refuse(
                    exchange,
                    Rejection.of(TENANT_MISMATCH, NAME + " is another tenant's (expected: the caller's own)"));
        }
        return chain.filter(exchange);
    }

    private static boolean namesOther(ServerWebExchange exchange, String tenant) {
        var requested = RequestedOperation.ATTRIBUTE.get(exchange);
        var inPath = requested.variables().get(NAME);
        if (inPath != null && !URLDecoder.decode(inPath, StandardCharsets.UTF_8).equals(tenant)) {
            return true;
        }
        var inQuery = exchange.getRequest().getQueryParams().getOrDefault(NAME, List.of());
        if (inQuery.stream().anyMatch(value -> !tenant.equals(value))) {
            return true;
        }
        var body = Payload.ATTRIBUTE.find(exchange).map(Payload::json);
        return body.stream()
                .flatMap(json -> Stream.concat(
                        Stream.of(json), items(requested.operation().queue(), json)))
                .map(json -> json.at(MEMBER))
                .anyMatch(
                        named -> named != null && !(named instanceof Json.Null) && !named.equals(new Json.Str(tenant)));
    }

    private static Stream<Json> items(QueueRule rule, Json body) {
        return rule instanceof QueueRule.PerItem perItem ? OfflineRules.items(perItem, body).stream() : Stream.empty();
    }
}
