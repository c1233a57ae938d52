package io.portage.gateway.mutation;

import static io.portage.gateway.problem.ProblemCode.BODY_MALFORMED;
import static io.portage.gateway.problem.ProblemCode.MEDIA_TYPE_UNSUPPORTED;
import static io.portage.gateway.problem.ProblemCode.PAYLOAD_TOO_LARGE;
import static io.portage.gateway.problem.ProblemCode.REQUEST_MALFORMED;

import io.portage.contract.Operation;
import io.portage.gateway.json.Json;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.upstream.BoundedBytes;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/// Reads a body up to the operation's bound, counting what really comes: `Content-Length` is only a promise, and a
/// chunked body makes none.
final class PayloadReader {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=");
    private static final Pattern UTF_8 = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?utf-8\"?\\s*(;|$)");

    private PayloadReader() {}

    static Mono<Payload> read(
            ServerHttpRequest request, Operation operation, BodyBudget.Share share, Duration timeout) {
        if (request.getHeaders().getContentLength() > operation.sizeLimit()) {
            return Mono.error(tooLarge(operation));
        }
        return request.getBody()
                .map(PayloadReader::take)
                .doOnNext(bytes -> share.take(bytes.length))
                .collect(() -> new BoundedBytes(operation.sizeLimit()), BoundedBytes::add)
                .onErrorMap(BoundedBytes.ExceededException.class, _ -> tooLarge(operation))
                .timeout(timeout)
                .onErrorMap(TimeoutException.class, _ -> tooSlow(timeout))
                .map(bytes -> payload(request.getHeaders(), operation, bytes.toArray()));
    }

    private static byte[] take(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static RuntimeException tooLarge(Operation operation) {
        return Rejection.of(
                        PAYLOAD_TOO_LARGE,
                        operation.id() + ": a larger body (expected: at most " + operation.sizeLimit() + " bytes)")
                .asException();
    }

    private static RuntimeException tooSlow(Duration timeout) {
        return Rejection.of(REQUEST_MALFORMED, "the body did not arrive (expected: all of it within " + timeout + ")")
                .header(HttpHeaders.CONNECTION, "close")
                .asException();
    }

    private static Payload payload(HttpHeaders headers, Operation operation, byte[] bytes) {
        if (headers.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            throw unsupported("Content-Encoding (expected: none; bodies are read as they come)");
        }
        var declared = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        // Some clients name a media type even where there is nothing to send.
        if (bytes.length == 0 && (declared == null || operation.mediaTypes().isEmpty())) {
            return Payload.NONE;
        }
        var mediaType =
                declared == null ? "" : declared.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (operation.mediaTypes().stream().noneMatch(accepted -> accepts(accepted, mediaType))) {
            throw unsupported("Content-Type: " + (declared == null ? "none" : mediaType) + " (expected: "
                    + (operation.mediaTypes().isEmpty() ? "no body" : operation.mediaTypes()) + ")");
        }
        if (isJson(mediaType)
                && CHARSET.matcher(declared).find()
                && !UTF_8.matcher(declared).find()) {
            throw unsupported("Content-Type: another charset (expected: UTF-8, as RFC 8259 has it)");
        }
        return new Payload(mediaType, isJson(mediaType) ? json(bytes) : null, bytes);
    }

    private static boolean accepts(String accepted, String mediaType) {
        return accepted.endsWith("/*")
                ? mediaType.startsWith(accepted.substring(0, accepted.length() - 1))
                : accepted.equals(mediaType);
    }

    private static boolean isJson(String mediaType) {
        return mediaType.equals("application/json") || mediaType.endsWith("+json");
    }

    private static Json json(byte[] bytes) {
        try {
            var json = JsonReader.read(bytes);
            if (json instanceof Json.Obj) {
                return json;
            }
            throw malformed("not an object (expected: a JSON object)");
        } catch (MalformedJsonException e) {
            throw malformed(e.getMessage());
        }
    }

    private static RuntimeException malformed(@Nullable String detail) {
        return Rejection.of(BODY_MALFORMED, "body: " + detail).asException();
    }

    private static RuntimeException unsupported(String detail) {
        return Rejection.of(MEDIA_TYPE_UNSUPPORTED, detail).asException();
    }
}
