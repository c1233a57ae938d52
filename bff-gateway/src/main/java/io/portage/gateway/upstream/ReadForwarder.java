package io.portage.gateway.upstream;

import io.portage.gateway.upstream.UpstreamOutcome.Answered;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/// Carries a read. Its first part is held back until it is complete or large, so that an answer that breaks off early
/// is a problem and not half an answer; a large one that breaks off ends the client's connection.
@Component
public final class ReadForwarder {
    private static final long HELD_BACK = 256 << 10;
    private final Upstreams upstreams;

    ReadForwarder(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    public Mono<Void> forward(UpstreamRequest request, ServerHttpResponse client, String correlationId) {
        return upstreams.stream(
                        request,
                        (response, content) -> response.status().code() >= 400
                                ? error(response, content, client, correlationId)
                                : answer(response, content, client))
                .then();
    }

    private Mono<Void> error(
            HttpClientResponse response, ByteBufFlux content, ServerHttpResponse client, String correlationId) {
        return upstreams.whole(response, content).flatMap(outcome -> switch (outcome) {
            case Answered(var answer) ->
                AnswerWriter.write(client, ServiceErrors.wrapped(answer, false, correlationId));
            default -> Mono.error(new IllegalStateException("an error of the service, larger than any answer"));
        });
    }

    private static Mono<Void> answer(HttpClientResponse response, ByteBufFlux content, ServerHttpResponse client) {
        var held = new AtomicLong();
        Flux<DataBuffer> parts = content.asByteArray()
                .bufferUntil(part -> held.addAndGet(part.length) >= HELD_BACK)
                .flatMapIterable(several -> several, 1)
                .map(part -> client.bufferFactory().wrap(part));
        return client.writeWith(parts.switchOnFirst((first, all) -> {
            if (!first.isOnError()) {
                head(response, client);
            }
            return all;
        }));
    }

    private static void head(HttpClientResponse response, ServerHttpResponse client) {
        AnswerWriter.head(client, response.status().code(), Upstreams.lines(response));
        AnswerWriter.length(client, response);
    }
}
