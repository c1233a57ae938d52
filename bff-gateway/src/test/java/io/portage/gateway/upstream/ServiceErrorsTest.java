package io.portage.gateway.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.JsonPointer;
import io.portage.gateway.json.Json;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceErrorsTest {
    private static Answer answer(int status, String type, String body) {
        return new Answer(status, List.of(Map.entry("Content-Type", type)), body.getBytes(UTF_8));
    }

    private static Json problem(Answer answer) throws MalformedJsonException {
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        return JsonReader.read(answer.body());
    }

    private static String text(Json problem, String member) {
        var text = problem.textAt(JsonPointer.parse("/" + member));
        return text == null ? "" : text;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/problem+json",
                "Application/JSON; charset=utf-8",
                "application/vnd.x+json"
            })
    void wrappedWhenErrorHasACodeThenUntouched(String type) {
        var answer = answer(409, type, "{ \"code\" : \"OPTIMISTIC_LOCK_CONFLICT\", \"x\": 1.0 }");
        assertThat(ServiceErrors.wrapped(answer, false, "id")).isSameAs(answer);
        assertThat(ServiceErrors.wrapped(answer, true, "id")).isSameAs(answer);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 302, 304})
    void wrappedWhenNoErrorThenUntouched(int status) {
        var answer = answer(status, "text/html", "<html>");
        assertThat(ServiceErrors.wrapped(answer, false, "id")).isSameAs(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html|<h1>Bad Gateway</h1>",
                "text/plain|{\"code\":\"X\"}",
                "application/json|{\"message\":\"x\"}",
                "application/json|{\"code\":7}",
                "application/json|[\"code\"]",
                "application/json|not json",
                "application/json|''",
            })
    void wrappedWhenErrorHasNoCodeThenServiceErrorWithItsStatus(String type, String body) throws Exception {
        var wrapped = ServiceErrors.wrapped(answer(422, type, body), false, "id");
        assertThat(wrapped.status()).isEqualTo(422);
        var problem = problem(wrapped);
        assertThat(text(problem, "code")).isEqualTo("SERVICE_ERROR");
        assertThat(text(problem, "correlationId")).isEqualTo("id");
        assertThat(problem.at(JsonPointer.parse("/status"))).isEqualTo(new Json.Num("422"));
        assertThat(new String(wrapped.body(), UTF_8)).doesNotContain("Bad Gateway");
    }

    @ParameterizedTest
    @CsvSource({
        "400, fix-request, false",
        "401, refresh-token, false",
        "403, ask-user, false",
        "404, fix-request, false",
        "408, retry-same-key, true",
        "409, refresh-and-merge, false",
        "412, refresh-and-merge, false",
        "425, retry-same-key, true",
        "429, retry-same-key, true",
        "500, look-up, false",
        "501, look-up, false",
        "502, retry-same-key, true",
        "503, retry-same-key, true",
        "504, retry-same-key, true",
        "599, look-up, false",
    })
    void wrappedWhenErrorHasNoCodeThenItsStatusSaysWhatToDo(int status, String action, boolean retryable)
            throws Exception {
        var problem = problem(ServiceErrors.wrapped(answer(status, "text/plain", "x"), false, "id"));
        assertThat(text(problem, "action")).isEqualTo(action);
        assertThat(problem.at(JsonPointer.parse("/retryable"))).isEqualTo(new Json.Bool(retryable));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void wrappedWhenOutcomeIsUnknownThenLookUp(int status) throws Exception {
        var problem = problem(ServiceErrors.wrapped(answer(status, "text/plain", "x"), true, "id"));
        assertThat(text(problem, "action")).isEqualTo("look-up");
    }

    @Test
    void wrappedWhenHeadersTellTheClientWhatToDoThenKept() {
        var lines = new ArrayList<Map.Entry<String, String>>();
        for (var name : List.of("Retry-After", "WWW-Authenticate", "allow", "ETag", "Content-Encoding", "Set-Cookie")) {
            lines.add(Map.entry(name, "v"));
        }
        assertThat(ServiceErrors.wrapped(new Answer(503, lines, new byte[0]), false, "id")
                        .headers())
                .extracting(Map.Entry::getKey)
                .containsExactly("Content-Type", "Retry-After", "WWW-Authenticate", "allow");
    }

    @Test
    void wrappedWhenErrorWithACodeIsCompressedThenUntouched() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"code\":\"PATIENT_SEARCH_INSUFFICIENT_CRITERIA\"}".getBytes(UTF_8));
        }
        var lines = List.of(Map.entry("Content-Type", "application/json"), Map.entry("Content-Encoding", "gzip"));
        var answer = new Answer(422, lines, bytes.toByteArray());
        assertThat(ServiceErrors.wrapped(answer, false, "id")).isSameAs(answer);
    }
}
