package io.portage.contracttests.problems;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Services that fail: their own errors pass byte for byte, all others become problems.
@ExtendWith(Lab.class)
class ServiceProblemsIT {
    private static final Request READ = Request.of("GET", "/v1/patients/p1");
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final Recorded gateway;
    private final Caller caller;

    ServiceProblemsIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    @AfterEach
    void reset() {
        gateway.reset();
    }

    static Stream<Reply> failures() {
        return Stream.of(
                new Reply.Reset(),
                Reply.close(),
                Reply.truncated(),
                broken(CHUNKED + "5\r\n{\"id\""),
                broken(CHUNKED + "5\r\n{\"id\"\r\n"),
                broken("HTTP/1.1 200 OK\r\nContent-"),
                broken("no http at all\r\n\r\n"));
    }

    private static Reply broken(String bytes) {
        return new Reply.Broken(bytes.getBytes(StandardCharsets.US_ASCII));
    }

    @Provokes(Code.UPSTREAM_FAILED)
    @ParameterizedTest
    @MethodSource("failures")
    void postWhenServiceBreaksOffThenFailedAndNeverSentTwice(Reply failure) {
        gateway.services().answer(failure);

        assertProblem(send(Requests.patient()))
                .is(502, Code.UPSTREAM_FAILED)
                .asksFor("retry-same-key")
                .isRetryable(true)
                .hasHeader("Idempotency-Status", "unknown");
        assertThat(gateway.forwarded()).hasSize(1);

        assertProblem(send(Requests.refill(caller.subject())))
                .is(502, Code.UPSTREAM_FAILED)
                .asksFor("look-up")
                .isRetryable(false);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void getWhenServiceBreaksOffThenNeverAWholeAnswer(Reply failure) {
        gateway.services().answer(failure);

        assertProblem(send(READ)).is(502, Code.UPSTREAM_FAILED).asksFor("retry-same-key");
    }

    /// What has been passed on cannot be taken back; that it broke off must reach the client.
    @Test
    void getWhenLargeAnswerBreaksOffThenClientSeesTheBreak() {
        gateway.services().answer(broken(CHUNKED + "100000\r\n" + "x".repeat(0x100000) + "\r\n5\r\nmore"));

        assertThatThrownBy(() -> send(READ)).hasMessageContaining("connection closed in a chunked body");
    }

    /// What comes first is not the answer, and the answer is not the next caller's.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
            })
    void sendWhenServiceSaysSomethingBeforeItAnswersThenEachCallerGetsItsOwnAnswer(String interim) {
        gateway.services()
                .answer(request -> Reply.preceded(
                        interim, Reply.json(200, "{\"key\":\"" + request.header("Idempotency-Key") + "\"}")));
        for (int i = 0; i < 5; i++) {
            var request = keyed(Requests.patient());
            var answer = gateway.caller().send(request);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.values("Link")).isEmpty();
            assertThat(answer.text())
                    .contains(request.headers().getLast().value())
                    .isEqualTo("{\"key\":\"" + gateway.forwarded().getLast().header("Idempotency-Key") + "\"}");
            assertThat(gateway.caller().send(READ).text()).isEqualTo("{\"key\":\"null\"}");
        }
    }

    @Test
    void sendWhenServiceSwitchesProtocolsThenFailedAndNobodyElseIsHarmed() {
        gateway.services().answer(broken("HTTP/1.1 101 Switching Protocols\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"));
        assertProblem(send(Requests.patient()))
                .is(502, Code.UPSTREAM_FAILED)
                .hasHeader("Idempotency-Status", "unknown");
        gateway.services().reset();

        assertThat(send(READ).text()).isEqualTo("{\"id\":\"x\"}");
    }

    @Provokes(Code.UPSTREAM_TIMEOUT)
    @Test
    void postWhenServiceDoesNotAnswerInTimeThenTimeout() {
        var gate = new CountDownLatch(1);
        gateway.services().answer(new Reply.Held(gate, Reply.json(201, "{}")));
        try (var slow = caller.begin(keyed(Requests.patient()));
                var undeduped = caller.begin(keyed(Requests.refill(caller.subject())));
                var read = caller.begin(READ)) {
            assertProblem(slow.read("POST"))
                    .is(504, Code.UPSTREAM_TIMEOUT)
                    .asksFor("retry-same-key")
                    .hasHeader("Idempotency-Status", "unknown");
            assertProblem(undeduped.read("POST")).is(504, Code.UPSTREAM_TIMEOUT).asksFor("look-up");
            assertProblem(read.read("GET")).is(504, Code.UPSTREAM_TIMEOUT);
        }
        gate.countDown();
        assertThat(gateway.forwarded()).hasSize(3);
    }

    @Provokes(Code.SERVICE_ERROR)
    @ParameterizedTest
    @CsvSource({"400", "401", "403", "404", "408", "409", "410", "422", "429", "500", "502", "503", "504"})
    void postWhenServiceErrorHasNoCodeThenWrappedWithItsStatus(int status) {
        gateway.services().answer(Reply.json(status, "{\"message\":\"secret of the service\"}"));

        var answer = send(Requests.patient());

        assertProblem(answer).is(status, Code.SERVICE_ERROR);
        assertThat(answer.text()).doesNotContain("secret of the service");
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Test
    void postWhenErrorPageIsHtmlThenWrapped() {
        gateway.services()
                .answer(new Reply.Answer(
                        502,
                        List.of(new HeaderLine("Content-Type", "text/html")),
                        "<html>nginx</html>".getBytes(StandardCharsets.US_ASCII)));

        var answer = send(Requests.patient());

        assertProblem(answer).is(502, Code.SERVICE_ERROR).hasHeader("Idempotency-Status", "unknown");
        assertThat(answer.text()).doesNotContain("nginx");
    }

    @Proves({"TR-OFF-009", "PLAT-8.1", "PLAT-8.2", "PLAT-8.3", "PLAT-8.4", "IMM-5.3", "ORD-4.3"})
    @ParameterizedTest
    @CsvSource({
        "409, OPTIMISTIC_LOCK_CONFLICT",
        "409, DUPLICATE_DETECTED",
        "409, DUPLICATE_MUTATION",
        "409, ORDER_TERMINAL_STATE",
        "403, MODULE_NOT_ACTIVE",
        "409, SLOT_UNAVAILABLE",
        "400, PATIENT_SEARCH_INSUFFICIENT_CRITERIA",
        "500, SOME_FAILURE",
        "422, IDEMPOTENCY_KEY_REUSED"
    })
    void sendWhenServiceErrorHasCodeThenPassesByteForByte(int status, String code) {
        var body = "{ \"code\" :\"" + code + "\",\n\t\"n\":1.50, \"caf\\u00e9\":\"\u00e9\"}";
        gateway.services().answer(Reply.json(status, body, new HeaderLine("Retry-After", "7")));

        for (var request : List.of(Requests.patient(), READ)) {
            var answer = send(request);

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).isEqualTo(body);
            assertThat(answer.values("Content-Type")).containsExactly("application/json");
            assertThat(answer.values("Retry-After")).containsExactly("7");
            assertThat(answer.values("X-Correlation-Id")).hasSize(1);
        }
    }

    private Message send(Request request) {
        return caller.send(keyed(request));
    }

    private static Request keyed(Request request) {
        return request.with("Idempotency-Key", UUID.randomUUID().toString());
    }
}
