package io.portage.gateway.mutation;

import static io.portage.gateway.problem.ProblemCode.TENANT_MISMATCH;

import io.portage.contract.QueueRule;
import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.caller.KnownOutcome;
import io.portage.gateway.json.Json;
import io.portage.gateway.offline.OfflineRules;
import io.portage.gateway.operation.RequestedOperation;
import io.portage.gateway.problem.Rejection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Refuses a request that names another tenant than its caller's, wherever one is named: path, query or body.
@Component
final class TenantStation implements Station {
    private static final String MERGE_PATCH = "application/merge-patch+json";

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
        if (namesOther(exchange, new NamedTenants(Caller.ATTRIBUTE.get(exchange).tenant()))) {
            return known.refuse(
                    exchange,
                    Rejection.of(TENANT_MISMATCH, "tenantId is another tenant's (expected: the caller's own)"));
        }
        return chain.filter(exchange);
    }

    private static boolean namesOther(ServerWebExchange exchange, NamedTenants tenants) {
        var requested = RequestedOperation.ATTRIBUTE.get(exchange);
        var payload = Payload.ATTRIBUTE.find(exchange).orElse(Payload.NONE);
        return tenants.pathNamesOther(requested.variables())
                || tenants.queryNamesOther(exchange.getRequest().getURI().getRawQuery())
                || objects(requested.operation().queue(), payload.json())
                        .anyMatch(object -> tenants.objectNamesOther(object, MERGE_PATCH.equals(payload.mediaType())));
    }

    /// The body, and each item where it is a batch.
    private static Stream<Json> objects(QueueRule rule, @Nullable Json body) {
        return body == null ? Stream.empty() : Stream.concat(Stream.of(body), items(rule, body));
    }

    private static Stream<Json> items(QueueRule rule, Json body) {
        return rule instanceof QueueRule.PerItem perItem ? OfflineRules.items(perItem, body).stream() : Stream.empty();
    }
}
