package io.portage.gateway.mutation;

import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_KEY_REQUIRED;

import io.portage.gateway.Attribute;
import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.headers.SyncHeaders;
import io.portage.gateway.offline.OfflineRules;
import io.portage.gateway.offline.OfflineVerdict;
import io.portage.gateway.operation.RequestedOperation;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import java.time.InstantSource;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Finds the key and computes the offline verdict, which the store speaks: a known key wins over a refusal.
@Component
final class VerdictStation implements Station {
    static final Attribute<MutationKeys> KEYS = Attribute.named("keys");
    static final Attribute<OfflineVerdict> VERDICT = Attribute.named("offline-verdict");

    private final InstantSource clock;

    VerdictStation(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Pipeline place() {
        return Pipeline.VERDICT;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        try {
            decide(exchange);
        } catch (RejectedException e) {
            return Mono.error(e);
        }
        return chain.filter(exchange);
    }

    private void decide(ServerWebExchange exchange) {
        var headers = SyncHeaders.ATTRIBUTE.get(exchange);
        var operation = RequestedOperation.ATTRIBUTE.get(exchange).operation();
        if (!operation.mutates()) {
            if (headers.queuedAt() != null && headers.key() == null) {
                throw Rejection.of(
                                IDEMPOTENCY_KEY_REQUIRED,
                                "a request that was queued needs a key (expected: Idempotency-Key)")
                        .asException();
            }
            return;
        }
        var payload = Payload.ATTRIBUTE.get(exchange);
        var keys = MutationKeys.read(operation, headers, payload);
        KEYS.put(exchange, keys);
        VERDICT.put(
                exchange,
                OfflineRules.verdict(
                        operation.queue(),
                        new OfflineRules.Question(
                                payload.json(), keys.key(), headers.queuedAt(), headers.sentAt(), clock.instant())));
    }
}
