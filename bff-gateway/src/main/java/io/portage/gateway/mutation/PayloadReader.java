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
import java.util.List;
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

    static Mono<Payload> read(ServerHttpRequest request, Operation operation, BodyShare share, Duration timeout) {
        return bytes(request, operation.id(), operation.sizeLimit(), share, timeout)
                .map(bytes -> payload(request.getHeaders(), operation, bytes));
    }

    /// A body, whole.
    ///
    /// @param what whose it is, for the client
    static Mono<byte[]> bytes(ServerHttpRequest request, String what, long limit, BodyShare share, Duration timeout) {
        if (request.getHeaders().getContentLength() > limit) {
            return Mono.error(tooLarge(what, limit));
        }
        return request.getBody()
                .map(PayloadReader::take)
                .doOnNext(bytes -> share.take(bytes.length))
                .collect(() -> new BoundedBytes(limit), BoundedBytes::add)
                .onErrorMap(BoundedBytes.ExceededException.class, _ -> tooLarge(what, limit))
                .timeout(timeout)
                .onErrorMap(TimeoutException.class, _ -> tooSlow(timeout))
                .map(BoundedBytes::toArray);
    }

    private static byte[] take(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static RuntimeException tooLarge(String what, long limit) {
        return Rejection.of(PAYLOAD_TOO_LARGE, what + ": a larger body (expected: at most " + limit + " bytes)")
                .asException();
    }

    private static RuntimeException tooSlow(Duration timeout) {
        return Rejection.of(REQUEST_MALFORMED, "the body did not arrive (expected: all of it within " + timeout + ")")
                .header(HttpHeaders.CONNECTION, "close")
                .asException();
    }

    private static Payload payload(HttpHeaders headers, Operation operation, byte[] bytes) {
        var mediaType = mediaType(headers, bytes, operation.mediaTypes());
        return mediaType == null ? Payload.NONE : new Payload(mediaType, isJson(mediaType) ? json(bytes) : null, bytes);
    }

    /// The media type without parameters, in lower case, where it is one of those that are accepted; null where there
    /// is no body.
    static @Nullable String mediaType(HttpHeaders headers, byte[] bytes, List<String> acceptedTypes) {
        if (headers.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            throw unsupported("Content-Encoding (expected: none; bodies are read as they come)");
        }
        var declared = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        // Some clients name a media type even where there is nothing to send.
        if (bytes.length == 0 && (declared == null || acceptedTypes.isEmpty())) {
            return null;
        }
        var mediaType =
                declared == null ? "" : declared.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (acceptedTypes.stream().noneMatch(accepted -> accepts(accepted, mediaType))) {
            throw unsupported("Content-Type: " + (declared == null ? "none" : mediaType) + " (expected: "
                    + (acceptedTypes.isEmpty() ? "no body" : acceptedTypes) + ")");
        }
        if (isJson(mediaType)
                && CHARSET.matcher(declared).find()
                && !UTF_8.matcher(declared).find()) {
            throw unsupported("Content-Type: another charset (expected: UTF-8, as RFC 8259 has it)");
        }
        return mediaType;
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
