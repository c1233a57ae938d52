package io.portage.contracttests.kong;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.kong.NginxProcess.Chain;
import io.portage.contracttests.problems.Code;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that Kong makes by itself, and nginx below it: problems under the request's id, of the length they say.
@OnNginx
class KongAnswersNginxIT extends BehindNginx {
    private static final String ID = "X-Correlation-Id";

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
        assertThat(upstream().received()).isEmpty();
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
        upstream().script(_ -> new Reply.Held(new CountDownLatch(1), Reply.json(200, "{}")));

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
        try (var client = RawClient.connect(nginx().port(Chain.PORT_39))) {
            client.write(Request.of("HEAD", "/none").bytes());
            assertThat(client.read("HEAD").status()).isEqualTo(404);
            client.write(Request.of("GET", "/none").bytes());

            assertProblem(client.read("GET")).is(404, Code.OPERATION_UNKNOWN);
        }
    }

    @Test
    void getWhenServiceAnswersWithAnErrorThenItPassesByteForByte() {
        upstream().script(_ -> Reply.json(404, "{\"code\":\"DUPLICATE_DETECTED\"}"));

        var answer = send(Chain.PORT_39, Request.of("GET", "/v1/orders"));

        assertThat(answer.text()).isEqualTo("{\"code\":\"DUPLICATE_DETECTED\"}");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }
}
