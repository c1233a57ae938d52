package io.portage.contracttests.kong;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.kong.NginxProcess.Chain;
import io.portage.contracttests.problems.Code;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.RecordingUpstream;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that Kong makes by itself, and nginx below it: problems under the request's id, of the length they say.
@EnabledIf(
        value = "io.portage.contracttests.kong.NginxProcess#isInstalled",
        disabledReason = "nginx with its Lua module is not installed")
class KongAnswersNginxIT {
    private static final String ID = "X-Correlation-Id";

    @TempDir
    private static Path directory;

    private static RecordingUpstream upstream;
    private static NginxProcess nginx;

    @BeforeAll
    static void start() throws IOException {
        upstream = new RecordingUpstream(_ -> Reply.json(200, "{}"));
        nginx = NginxProcess.start(directory, upstream.port());
    }

    @AfterAll
    static void stop() {
        nginx.close();
        upstream.close();
    }

    @BeforeEach
    void reset() {
        upstream.clear();
        upstream.script(_ -> Reply.json(200, "{}"));
    }

    private static Message send(Chain chain, Request request) {
        return RawClient.send(nginx.port(chain), request);
    }

    @ParameterizedTest
    @CsvSource({
        "/exit/401, 401, TOKEN_MISSING",
        "/exit/403, 403, ACCESS_DENIED",
        "/none, 404, OPERATION_UNKNOWN",
        "/exit/413, 413, PAYLOAD_TOO_LARGE",
        "/exit/503, 503, UPSTREAM_UNAVAILABLE",
        "/upstream/1, 502, UPSTREAM_FAILED"
    })
    void getWhenKongAnswersItselfThenItIsAProblem(String path, int status, Code code) {
        for (var chain : List.of(Chain.PORT_39, Chain.PORT_38)) {
            for (var request :
                    List.of(Request.of("GET", path), Request.of("GET", path).with(ID, "corr-1"))) {
                var answer = send(chain, request);

                assertProblem(answer).is(status, code);
                assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(answer.body().length));
            }
        }
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void getWhenRateIsSpentThenRetryAfterIsKept() {
        var answer = send(Chain.PORT_39, Request.of("GET", "/exit/429").with(ID, "corr-1"));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("17");
        assertThat(Json.read(answer.text()).path("code").asString("")).isEqualTo("RATE_LIMITED");
        assertThat(Json.read(answer.text()).path("retryable").asBoolean(false)).isTrue();
    }

    @Test
    void getWhenGatewayDoesNotAnswerThenTimeout() {
        upstream.script(_ -> new Reply.Held(new CountDownLatch(1), Reply.json(200, "{}")));

        assertProblem(send(Chain.PORT_39, Request.of("GET", "/v1/orders")))
                .is(504, Code.UPSTREAM_TIMEOUT)
                .asksFor("retry-same-key");
        assertProblem(send(Chain.PORT_39, Request.json("POST", "/v1/orders", "{}")))
                .is(504, Code.UPSTREAM_TIMEOUT)
                .asksFor("look-up");
    }

    @Test
    void postWhenBodyIsLargerThanNginxTakesThenProblem() {
        var answer = send(Chain.PORT_39, Request.json("POST", "/small", "x".repeat(2000)));

        assertProblem(answer).is(413, Code.PAYLOAD_TOO_LARGE);
    }

    @Test
    void headWhenKongAnswersItselfThenHasNoBody() {
        try (var client = RawClient.connect(nginx.port(Chain.PORT_39))) {
            client.write(Request.of("HEAD", "/none").bytes());
            assertThat(client.read("HEAD").status()).isEqualTo(404);
            client.write(Request.of("GET", "/none").bytes());

            assertProblem(client.read("GET")).is(404, Code.OPERATION_UNKNOWN);
        }
    }

    @Test
    void getWhenServiceAnswersWithAnErrorThenItPassesByteForByte() {
        upstream.script(_ -> Reply.json(404, "{\"code\":\"DUPLICATE_DETECTED\"}"));

        var answer = send(Chain.PORT_39, Request.of("GET", "/v1/orders"));

        assertThat(answer.text()).isEqualTo("{\"code\":\"DUPLICATE_DETECTED\"}");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }
}
