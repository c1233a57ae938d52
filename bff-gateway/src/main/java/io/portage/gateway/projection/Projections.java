package io.portage.gateway.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.portage.gateway.delegation.Delegations;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.upstream.HeldReads;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Carries the reads that the sync contract calls projections: with validators, and where it says so with the last good
/// answer while the service is down.
@Component
public final class Projections {
    private final HeldReads reads;
    private final Delegations delegations;
    private final Copies copies;
    private final HeldBytes held;
    private final InstantSource clock;
    private final MeterRegistry meters;

    Projections(
            HeldReads reads,
            Delegations delegations,
            Copies copies,
            HeldBytes held,
            InstantSource clock,
            MeterRegistry meters) {
        this.reads = reads;
        this.delegations = delegations;
        this.copies = copies;
        this.held = held;
        this.clock = clock;
        this.meters = meters;
    }

    /// Answers a read of an operation that has a projection.
    public Mono<Void> read(ProjectionRequest request, ServerWebExchange exchange) {
        var memory = new CopyOfRead(request, copies, delegations, clock);
        var reading = new ProjectedRead(request, memory, held.share(), code -> shown(request, exchange, code));
        // HEAD is what GET would say: only a body tells which tag that is
        return reads.forward(request.upstream().by("GET"), exchange.getResponse(), request.correlationId(), reading);
    }

    /// The log says 200, and why it was not the service that said so.
    private void shown(ProjectionRequest request, ServerWebExchange exchange, ProblemCode code) {
        ProblemCode.ATTRIBUTE.put(exchange, code);
        Counter.builder("portage.projections.stale")
                .description("reads that were answered with the last good answer, because the service was down")
                .tag("operation", request.operation().id())
                .register(meters)
                .increment();
    }
}
