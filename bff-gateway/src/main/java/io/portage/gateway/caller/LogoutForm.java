package io.portage.gateway.caller;

import static io.portage.gateway.problem.ProblemCode.BODY_MALFORMED;
import static io.portage.gateway.problem.ProblemCode.MEDIA_TYPE_UNSUPPORTED;
import static io.portage.gateway.problem.ProblemCode.PAYLOAD_TOO_LARGE;

import io.portage.gateway.problem.Rejection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/// The form in which an issuer reports a logout: its one field `logout_token`, in bounded size and time.
final class LogoutForm {
    private static final String FIELD = "logout_token=";
    private static final int LARGEST = 32 << 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private LogoutForm() {}

    static Mono<String> token(ServerHttpRequest request) {
        var type = request.getHeaders().getFirst("Content-Type");
        if (type == null || !isForm(type)) {
            return Mono.error(
                    Rejection.of(MEDIA_TYPE_UNSUPPORTED, "Content-Type (expected: application/x-www-form-urlencoded)")
                            .asException());
        }
        return DataBufferUtils.join(request.getBody(), LARGEST)
                .timeout(TIMEOUT)
                .map(LogoutForm::text)
                .defaultIfEmpty("")
                .map(LogoutForm::field)
                .onErrorMap(
                        DataBufferLimitException.class,
                        _ -> Rejection.of(PAYLOAD_TOO_LARGE, "the body is larger than " + LARGEST + " bytes")
                                .asException())
                .onErrorMap(TimeoutException.class, _ -> malformed("the body did not arrive within " + TIMEOUT));
    }

    private static boolean isForm(String type) {
        return type.split(";", 2)[0].strip().equalsIgnoreCase(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    private static String text(DataBuffer buffer) {
        var text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }

    private static String field(String form) {
        var values = Arrays.stream(form.split("&", -1))
                .filter(pair -> pair.startsWith(FIELD))
                .toList();
        if (values.size() != 1) {
            throw malformed("logout_token: " + values.size() + " fields (expected: one)");
        }
        try {
            return URLDecoder.decode(values.getFirst().substring(FIELD.length()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw malformed("logout_token is not percent-encoded (expected: a form)");
        }
    }

    private static RuntimeException malformed(String detail) {
        return Rejection.of(BODY_MALFORMED, detail).asException();
    }
}
