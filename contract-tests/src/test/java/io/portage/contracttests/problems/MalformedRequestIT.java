package io.portage.contracttests.problems;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are not HTTP as it should be: answered with a problem all the same, and forwarded in no part.
@ExtendWith(Lab.class)
class MalformedRequestIT {
    private static final String SMUGGLED = "GET /v1/patients HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private final Recorded gateway;

    MalformedRequestIT(Recorded gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Provokes(Code.REQUEST_MALFORMED)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/patients/../orders",
                "/v1/./patients",
                "/v1/patients/.",
                "/v1/patients/..",
                "/v1//patients",
                "//v1/patients",
                "/v1/patients//",
                "/v1/patients;x=1",
                "/v1/patients/a;b",
                "/v1/%2e%2e/patients",
                "/v1/patients/%2E",
                "/v1/patients/a%2fb",
                "/v1/patients/a%2Fb",
                "/v1/patients/a%5cb",
                "/v1/patients/a%5Cb",
                "/v1/patients/%00",
                "/v1/patients/a%0d%0ab",
                "/v1/patients/%7f",
                "/v1/portal/fhir/../../orders",
                "/v1/portal/fhir/%2e%2e/secret"
            })
    void getWhenPathIsATrickThenMalformed(String path) {
        assertProblem(gateway.caller().send(Request.of("GET", path))).is(400, Code.REQUEST_MALFORMED);
        assertThat(gateway.forwarded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET\r\n\r\n",
                "GET /v1/patients\r\n\r\n",
                "GET /v1/patients FTP/1.1\r\nHost: a\r\n\r\n",
                "GET /v1/patients HTTP/1.1\r\n\r\n",
                "GET /v1/patients HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /v1/patients HTTP/1.1\r\nHost: a\r\nNo colon\r\n\r\n",
                "GET /v1/patients HTTP/1.1\r\nHost: a\r\nX-A : b\r\n\r\n",
                "GET /v1/patients HTTP/1.1\r\nHost: a\r\nX-A: b\u0000c\r\n\r\n",
                "GET /v1/patients HTTP/1.1\r\nHost: a\r\nIdempotency-Key: b\u007fc\r\n\r\n"
            })
    void sendWhenHeadIsNotHttpThenMalformed(String head) {
        assertProblem(RawClient.send(gateway.port(), head)).is(400, Code.REQUEST_MALFORMED);
        assertThat(gateway.forwarded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:", "x:a", "::1", "a b", "u@x", "", "a,b", "http://x"})
    void getWhenHostIsNoneThenMalformedUnderTheClientsId(String host) {
        var head = "GET /v1/patients HTTP/1.1\r\nX-Correlation-Id: of the client\r\nHost: " + host + "\r\n\r\n";

        assertProblem(RawClient.send(gateway.port(), head))
                .is(400, Code.REQUEST_MALFORMED)
                .has("correlationId", "of the client");
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Test
    void sendWhenABadRequestFollowsGoodOnesThenEachIsAnsweredInItsTurn() {
        var signed = "Host: a\r\nAuthorization: Bearer " + gateway.caller().token() + "\r\nX-Correlation-Id: ";
        try (var client = RawClient.connect(gateway.port())) {
            client.write(("GET /v1/patients/p1 HTTP/1.1\r\n" + signed + "first\r\n\r\n"
                            + "GET /v1/unknown HTTP/1.1\r\n" + signed + "second\r\n\r\n"
                            + "GET /v1/patients/../x HTTP/1.1\r\n" + signed + "third\r\n\r\n" + SMUGGLED)
                    .getBytes(StandardCharsets.US_ASCII));

            var first = client.read("GET");
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.values("X-Correlation-Id")).containsExactly("first");
            assertProblem(client.read("GET")).is(404, Code.OPERATION_UNKNOWN).has("correlationId", "second");
            assertProblem(client.read("GET")).is(400, Code.REQUEST_MALFORMED).has("correlationId", "third");
        }
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "Content-Length: 0\r\nContent-Length: 4\r\n\r\n",
                "Content-Length: +0\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 0x0\r\n\r\n"
            })
    void postWhenBodyCouldBeFramedInTwoWaysThenNothingBehindItIsRead(String framing) {
        var token = gateway.caller().token();
        var head = "POST /v1/patients HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\n";

        var answer = RawClient.send(
                gateway.port(),
                head + framing + SMUGGLED.replace("\r\n\r\n", "\r\nAuthorization: Bearer " + token + "\r\n\r\n"));

        assertThat(answer.status()).as("%s", answer).isIn(400, 501);
        assertProblem(answer).is(answer.status(), Code.REQUEST_MALFORMED);
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Test
    void postWhenExpectationIsUnknownThenMalformed() {
        assertProblem(gateway.caller().send(Requests.patient().with("Expect", "a-miracle")))
                .is(417, Code.REQUEST_MALFORMED);
        assertThat(gateway.forwarded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT"})
    void sendWhenMethodIsNoneOfOursThenMalformed(String method) {
        assertProblem(gateway.caller().send(Request.of(method, "/v1/patients"))).is(501, Code.REQUEST_MALFORMED);
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Test
    void getWhenVersionIsUnknownThenMalformed() {
        var answer = RawClient.send(gateway.port(), "GET /v1/patients HTTP/3.0\r\nHost: a\r\n\r\n");

        assertProblem(answer).is(505, Code.REQUEST_MALFORMED);
    }

    @Test
    void getWhenRequestLineIsTooLongThenMalformed() {
        var request = Request.of("GET", "/v1/patients?q=" + "x".repeat(70_000));

        assertProblem(gateway.caller().send(request)).is(414, Code.REQUEST_MALFORMED);
        assertThat(gateway.forwarded()).isEmpty();
    }
}
