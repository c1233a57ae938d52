package io.portage.contracttests.problems;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are HTTP, but no request of the sync contract.
@ExtendWith(Lab.class)
class RequestProblemsIT {
    private static final int MIB = 1 << 20;
    private final Recorded gateway;
    private final Caller caller;

    RequestProblemsIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Provokes(Code.OPERATION_UNKNOWN)
    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/unknown", "/v1/patients/p1/unknown", "/v1/patients/", "/V1/patients"})
    void getWhenPathIsUnknownThenOperationUnknown(String path) {
        assertRefused(Request.of("GET", path), 404, Code.OPERATION_UNKNOWN);
    }

    @Provokes(Code.METHOD_NOT_ALLOWED)
    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/patients, '(GET|HEAD|POST|, )+'",
        "GET, /v1/orders/o1/cancel, POST",
        "POST, /v1/portal/fhir/Patient/1, '(GET|HEAD|, )+'",
        "OPTIONS, /v1/orders, POST",
        "BREW, /v1/orders, POST",
        "post, /v1/orders, POST"
    })
    void sendWhenMethodIsNotOfThatPathThenNameThoseThatAre(String method, String path, String allowed) {
        var answer = caller.send(Request.of(method, path));

        assertProblem(answer).is(405, Code.METHOD_NOT_ALLOWED).hasHeader("Allow", allowed);
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Provokes(Code.IDEMPOTENCY_KEY_REQUIRED)
    @Test
    void postWhenOperationDemandsKeyAndHasNoneThenKeyRequired() {
        assertRefused(Requests.refill(caller.subject()), 400, Code.IDEMPOTENCY_KEY_REQUIRED);
    }

    @Proves("TR-OFF-001")
    @Test
    void postWhenQueuedAndHasNoKeyThenKeyRequired() {
        var queued = Requests.patient().with("X-Queued-At", Instant.now().toString());

        assertRefused(queued, 400, Code.IDEMPOTENCY_KEY_REQUIRED);
    }

    @Provokes(Code.IDEMPOTENCY_KEY_CONFLICT)
    @Test
    void postWhenHeaderAndBodyKeyDifferThenConflict() {
        var request = Requests.patientWithBodyKey("one").with("Idempotency-Key", "two");

        assertRefused(request, 400, Code.IDEMPOTENCY_KEY_CONFLICT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", "\"same\""})
    void postWhenHeaderAndBodyKeyAreOneThenForwarded(String header) {
        var request = Requests.patientWithBodyKey("same").with("Idempotency-Key", header);

        assertThat(gateway.caller().send(request).status()).isEqualTo(201);
    }

    @Provokes(Code.BODY_MALFORMED)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "nonsense",
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"\\u0062\":2}}",
                "{\"clientMutationId\":\"a\",\"client\\u004dutationId\":\"b\"}",
                "{} {}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":1,}",
                "{\"a\":1} // comment",
                "{\"clientMutationId\":7}",
                "{\"clientMutationId\":\"\"}",
                "{\"clientMutationId\":\"a b\"}",
                "\"text\"",
                "[1]"
            })
    void postWhenBodyIsNotTheJsonItSaysThenMalformed(String body) {
        assertRefused(Requests.patient().body(body).with("Idempotency-Key", "k"), 400, Code.BODY_MALFORMED);
    }

    /// A service that took 42 for "42" would act for somebody of whom nobody was asked.
    @ParameterizedTest
    @ValueSource(strings = {"42", "true", "[\"x\"]", "{\"id\":\"x\"}"})
    void postWhenPatientIsNoTextThenMalformed(String patient) {
        var refill = Request.json("POST", "/v1/portal/refill-requests", "{\"patientId\":" + patient + "}");

        assertRefused(refill.with("Idempotency-Key", "k"), 400, Code.BODY_MALFORMED);
        assertThat(gateway.services().delegationChecks()).isEmpty();
    }

    @Test
    void postWhenBodyHasTooManyPartsThenMalformed() {
        var numbers = Requests.patient().body("{\"a\":[" + "0,".repeat(300_000) + "0]}");

        assertRefused(numbers, 400, Code.BODY_MALFORMED);
    }

    @Test
    void postWhenBodyIsNotUtf8ThenMalformed() {
        var latin1 = new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xE9, '"', '}'};

        assertRefused(Requests.patient().body(latin1), 400, Code.BODY_MALFORMED);
    }

    @Test
    void postWhenBodyIsNestedWithoutEndThenMalformed() {
        assertRefused(Requests.patient().body("{\"a\":" + "[".repeat(500_000)), 400, Code.BODY_MALFORMED);
    }

    @Test
    void postWhenBatchHasNoItemsThenMalformed() {
        for (var body : new String[] {"{}", "{\"items\":7}"}) {
            var batch = Request.json("POST", "/v1/orders/batch", body).with("Idempotency-Key", "b");
            assertRefused(batch.with("X-Queued-At", Instant.now().toString()), 400, Code.BODY_MALFORMED);
        }
    }

    static Stream<Request> tooLarge() {
        var portrait = Request.of("PUT", "/v1/patients/p1/portrait").with("Content-Type", "image/png");
        return Stream.of(
                Requests.patient().body("").with("Content-Length", String.valueOf(MIB + 1)),
                Requests.patient().body("").with("Content-Length", "99999999999"),
                patientOf(MIB + 1),
                chunked(patientOf(MIB + 1)),
                portrait.body(new byte[5 * MIB + 1]));
    }

    @Provokes(Code.PAYLOAD_TOO_LARGE)
    @ParameterizedTest
    @MethodSource("tooLarge")
    void sendWhenBodyIsOverTheLimitThenTooLarge(Request request) {
        assertRefused(request, 413, Code.PAYLOAD_TOO_LARGE);
    }

    static Stream<Request> justSmallEnough() {
        return Stream.of(patientOf(MIB), chunked(patientOf(MIB)));
    }

    @ParameterizedTest
    @MethodSource("justSmallEnough")
    void sendWhenBodyIsAtTheLimitThenForwardedWhole(Request request) {
        assertThat(caller.send(request).status()).isEqualTo(201);
        assertThat(gateway.forwarded().getFirst().body()).hasSize(MIB);
    }

    private static Request patientOf(int size) {
        var frame = "{\"family\":\"\"}";
        return Requests.patient().body("{\"family\":\"" + "x".repeat(size - frame.length()) + "\"}");
    }

    private static Request chunked(Request request) {
        var text = new String(request.body(), StandardCharsets.US_ASCII);
        var half = text.length() / 2;
        return request.with("Transfer-Encoding", "chunked")
                .body("%x\r\n%s\r\n%x;ext=1\r\n%s\r\n0\r\n\r\n"
                        .formatted(half, text.substring(0, half), text.length() - half, text.substring(half)));
    }

    @Provokes(Code.MEDIA_TYPE_UNSUPPORTED)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/json-seq",
                "image/png",
                "nonsense",
                "*/*",
                "application/json; charset=utf-16",
                "application/json; charset=\"utf-7\""
            })
    void postWhenMediaTypeIsNotOfTheContractThenUnsupported(String type) {
        var request = Requests.patient().without("Content-Type").with("Content-Type", type);

        assertRefused(request, 415, Code.MEDIA_TYPE_UNSUPPORTED);
    }

    @Test
    void postWhenMediaTypeIsMissingThenUnsupported() {
        assertRefused(Requests.patient().without("Content-Type"), 415, Code.MEDIA_TYPE_UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON", "application/json;x=\"a;b\""})
    void postWhenMediaTypeHasParametersThenForwardedAsItCame(String type) {
        var request = Requests.patient().without("Content-Type").with("Content-Type", type);

        assertThat(caller.send(request).status()).isEqualTo(201);
        assertThat(gateway.forwarded().getFirst().values("Content-Type")).containsExactly(type);
    }

    private void assertRefused(Request request, int status, Code code) {
        Message answer = caller.send(request);
        assertProblem(answer).is(status, code).isRetryable(false).hasNoIdempotencyStatus();
        assertThat(gateway.forwarded()).isEmpty();
    }
}
