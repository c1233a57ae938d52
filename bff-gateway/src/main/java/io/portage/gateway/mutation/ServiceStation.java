package io.portage.gateway.mutation;

import io.portage.contract.JsonPointer;
import io.portage.contract.Projection;
import io.portage.gateway.Pipeline;
import io.portage.gateway.Station;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.delegation.Delegations;
import io.portage.gateway.headers.SyncHeaders;
import io.portage.gateway.idempotency.Fingerprint;
import io.portage.gateway.operation.RequestedOperation;
import io.portage.gateway.projection.ProjectionRequest;
import io.portage.gateway.projection.Projections;
import io.portage.gateway.upstream.AnswerWriter;
import io.portage.gateway.upstream.ReadForwarder;
import io.portage.gateway.upstream.RequestHeaders;
import io.portage.gateway.upstream.UpstreamRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Hands the request to its service: a mutation through its flow, a read straight on, or as the
/// projection that it is.
@Component
final class ServiceStation implements Station {
    private static final byte[] NO_BODY = new byte[0];
    private final MutationFlow flow;
    private final ReadForwarder reads;
    private final Projections projections;

    ServiceStation(MutationFlow flow, ReadForwarder reads, Projections projections) {
        this.flow = flow;
        this.reads = reads;
        this.projections = projections;
    }

    @Override
    public Pipeline place() {
        return Pipeline.SERVICE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return RequestedOperation.ATTRIBUTE.get(exchange).operation().mutates() ? mutate(exchange) : read(exchange);
    }

    private Mono<Void> read(ServerWebExchange exchange) {
        var headers = SyncHeaders.ATTRIBUTE.get(exchange);
        var caller = Caller.ATTRIBUTE.get(exchange);
        var operation = RequestedOperation.ATTRIBUTE.get(exchange).operation();
        var request = request(exchange, RequestHeaders.ofRead(exchange.getRequest(), caller), NO_BODY);
        return switch (operation.projection()) {
            case Projection.None() -> reads.forward(request, exchange.getResponse(), headers.correlationId());
            case Projection.Validated _, Projection.LastGood _ ->
                projections.read(
                        new ProjectionRequest(
                                operation, caller, request, headers.authorization(), headers.correlationId()),
                        exchange);
        };
    }

    private Mono<Void> mutate(ServerWebExchange exchange) {
        var mutation = mutation(exchange);
        // The tree weighs many times its text, and nobody reads it any more.
        Payload.ATTRIBUTE.put(exchange, Payload.NONE);
        return flow.run(mutation).flatMap(answer -> AnswerWriter.write(exchange.getResponse(), answer));
    }

    private static Mutation mutation(ServerWebExchange exchange) {
        var headers = SyncHeaders.ATTRIBUTE.get(exchange);
        var caller = Caller.ATTRIBUTE.get(exchange);
        var operation = RequestedOperation.ATTRIBUTE.get(exchange).operation();
        var payload = Payload.ATTRIBUTE.get(exchange);
        var keys = VerdictStation.KEYS.get(exchange);
        var lines = RequestHeaders.ofMutation(exchange.getRequest(), caller, payload.bytes().length);
        return new Mutation(
                operation,
                caller,
                keys.key(),
                keys.carriers(),
                keys.key() == null ? Fingerprint.NONE : fingerprint(exchange, payload),
                VerdictStation.VERDICT.get(exchange),
                delegation(operation.delegation(), payload, caller, headers),
                request(exchange, lines, payload.bytes()),
                headers.correlationId());
    }

    private static Fingerprint fingerprint(ServerWebExchange exchange, Payload payload) {
        var request = exchange.getRequest();
        return Fingerprint.of(new Fingerprint.Subject(
                RequestedOperation.ATTRIBUTE.get(exchange).operation().id(),
                request.getMethod().name(),
                request.getURI().getRawPath(),
                request.getURI().getRawQuery(),
                payload.mediaType(),
                payload.json(),
                payload.bytes()));
    }

    private static Delegations.@Nullable Question delegation(
            @Nullable JsonPointer pointer, Payload payload, Caller caller, SyncHeaders headers) {
        var patient = NamedPatient.in(pointer, payload.json());
        var authorization = headers.authorization();
        return patient == null || authorization == null
                ? null
                : new Delegations.Question(caller, patient, authorization, headers.correlationId());
    }

    private static UpstreamRequest request(
            ServerWebExchange exchange, List<Map.Entry<String, String>> headers, byte[] body) {
        var uri = exchange.getRequest().getURI();
        var operation = RequestedOperation.ATTRIBUTE.get(exchange).operation();
        return new UpstreamRequest(
                operation.service(),
                exchange.getRequest().getMethod().name(),
                uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery(),
                headers,
                body,
                operation.timeout());
    }
}
