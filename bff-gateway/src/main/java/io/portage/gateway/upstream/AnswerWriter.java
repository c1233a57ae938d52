package io.portage.gateway.upstream;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClientResponse;

/// Writes an answer to the client.
public final class AnswerWriter {
    private AnswerWriter() {}

    public static Mono<Void> write(ServerHttpResponse response, Answer answer) {
        head(response, answer.status(), answer.headers());
        if (mayHaveBody(answer.status())) {
            response.getHeaders().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length));
        }
        return answer.body().length == 0
                ? response.setComplete()
                : response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
    }

    static void head(ServerHttpResponse response, int status, List<Map.Entry<String, String>> headers) {
        response.setStatusCode(HttpStatusCode.valueOf(status));
        headers.forEach(line -> response.getHeaders().add(line.getKey(), line.getValue()));
    }

    /// The length that the service announced, where it did.
    static void length(ServerHttpResponse response, HttpClientResponse service) {
        var length = service.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null) {
            response.getHeaders().set(HttpHeaders.CONTENT_LENGTH, length);
        }
    }

    private static boolean mayHaveBody(int status) {
        return status != 204 && status != 304;
    }
}
