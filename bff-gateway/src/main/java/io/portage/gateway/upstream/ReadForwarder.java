package io.portage.gateway.upstream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.portage.gateway.upstream.UpstreamOutcome.Answered;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/// Carries a read: small answers whole, so that one that breaks off is a problem and not half an answer; large ones as
/// they come, so that one that breaks off ends the connection.
@Component
public final class ReadForwarder {
    private static final long WHOLE = 256 << 10;
    private final Upstreams upstreams;

    ReadForwarder(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    public Mono<Void> forward(UpstreamRequest request, ServerHttpResponse client, String correlationId) {
        return upstreams.stream(
                        request, (response, content) -> answer(request, response, content, client, correlationId))
                .then();
    }

    private Mono<Void> answer(
            UpstreamRequest request,
            HttpClientResponse response,
            ByteBufFlux content,
            ServerHttpResponse client,
            String correlationId) {
        boolean isHead = request.method().equals("HEAD");
        if (!isHead && (response.status().code() >= 400 || isSmall(response))) {
            return upstreams.whole(response, content).flatMap(outcome -> switch (outcome) {
                case Answered(var answer) ->
                    AnswerWriter.write(client, ServiceErrors.wrapped(answer, false, correlationId));
                default ->
                    Mono.error(new IllegalStateException("an error of the service that is larger than any answer"));
            });
        }
        AnswerWriter.head(client, response.status().code(), Upstreams.lines(response));
        var length = response.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null) {
            client.getHeaders().set(HttpHeaders.CONTENT_LENGTH, length);
        }
        var buffers = (NettyDataBufferFactory) client.bufferFactory();
        return client.writeWith(content.retain().map(buffers::wrap));
    }

    private static boolean isSmall(HttpClientResponse response) {
        var length = response.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) <= WHOLE;
    }
}
