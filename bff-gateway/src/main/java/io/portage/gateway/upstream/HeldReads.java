package io.portage.gateway.upstream;

import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.upstream.UpstreamOutcome.Answered;
import io.portage.gateway.upstream.UpstreamOutcome.TooLarge;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/// Carries a read whose answer is held until it is complete, so that something can be made of the whole. One that
/// grows too large goes on as it comes.
@Component
public final class HeldReads {
    private static final byte[] NO_BODY = new byte[0];
    private final Upstreams upstreams;

    HeldReads(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    public Mono<Void> forward(
            UpstreamRequest request, ServerHttpResponse client, String correlationId, Reading reading) {
        return upstreams.stream(request, (response, content) -> receive(response, content, client, reading))
                .singleOrEmpty()
                // the connection is free again: what is made of the answer may ask somebody, and clients may be slow
                .flatMap(reading::whole)
                .onErrorResume(
                        RejectedException.class,
                        refused -> client.isCommitted()
                                ? Mono.error(refused)
                                : reading.failed(refused.rejection()).switchIfEmpty(Mono.error(refused)))
                .flatMap(answer -> AnswerWriter.write(client, ServiceErrors.wrapped(answer, false, correlationId)))
                .doFinally(_ -> reading.ends());
    }

    private Mono<Answer> receive(
            HttpClientResponse response, ByteBufFlux content, ServerHttpResponse client, Reading reading) {
        int status = response.status().code();
        reading.begins(status);
        return status >= 400 ? error(response, content) : answer(response, content, client, reading);
    }

    private Mono<Answer> error(HttpClientResponse response, ByteBufFlux content) {
        return upstreams.whole(response, content).map(outcome -> switch (outcome) {
            case Answered(var answer) -> answer;
            // wrapped like any other that has no code
            case TooLarge(var status) -> new Answer(status, List.of(), NO_BODY);
            case UpstreamOutcome.Failed failed -> throw failed.rejection().asException();
        });
    }

    /// Empty where the answer has gone on as it came.
    private static Mono<Answer> answer(
            HttpClientResponse response, ByteBufFlux content, ServerHttpResponse client, Reading reading) {
        var large = new AtomicBoolean();
        return content.asByteArray()
                .bufferUntil(part -> large.get() || (!reading.holds(part.length) && large.compareAndSet(false, true)))
                .switchOnFirst((_, parts) -> large.get()
                        ? stream(response, parts, client, reading).cast(Answer.class)
                        : whole(response, parts))
                .singleOrEmpty();
    }

    private static Mono<Answer> whole(HttpClientResponse response, Flux<List<byte[]>> parts) {
        return parts.flatMapIterable(several -> several)
                .collect(() -> new BoundedBytes(Integer.MAX_VALUE), BoundedBytes::add)
                .map(bytes -> new Answer(response.status().code(), Upstreams.lines(response), bytes.toArray()));
    }

    private static Mono<Void> stream(
            HttpClientResponse response, Flux<List<byte[]>> parts, ServerHttpResponse client, Reading reading) {
        int status = response.status().code();
        AnswerWriter.head(client, status, reading.large(status, Upstreams.lines(response)));
        AnswerWriter.length(client, response);
        return client.writeWith(parts.flatMapIterable(several -> several, 1).map(client.bufferFactory()::wrap));
    }
}
