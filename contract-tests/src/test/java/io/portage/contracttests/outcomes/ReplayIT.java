package io.portage.contracttests.outcomes;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.sample.Sample;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A success is answered again with the same bytes, to the same caller and for the same request only.
@ExtendWith(Lab.class)
class ReplayIT {
    private final Recorded gateway;
    private final Caller caller;

    ReplayIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    static List<Operation> mutations() {
        return SyncContract.bundled().operations().stream()
                .filter(Operation::mutates)
                .toList();
    }

    @Proves("TR-OFF-003")
    @ParameterizedTest
    @MethodSource("mutations")
    void sendWhenKeyHasSucceededThenReplayedByteForByte(Operation operation) {
        var body = "{ \"id\" :\"x\",\"n\":1.50e+2, \"caf\\u00e9\":\"\u00e9\"}\n";
        gateway.services().answer(Reply.json(201, body, new HeaderLine("Location", "/v1/things/x")));
        var request = Sample.of(operation, caller.subject()).request().with("Idempotency-Key", operation.id());

        var first = caller.send(request);
        var second = caller.send(request);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text()).isEqualTo(body);
        assertThat(first.values("Idempotency-Status")).containsExactly("executed");
        assertThat(first.values("Idempotency-Replayed")).isEmpty();
        assertReplay(second, first);
        assertThat(gateway.forwarded()).hasSize(1);
    }

    private static void assertReplay(Message replay, Message first) {
        assertThat(replay.status()).isEqualTo(first.status());
        assertThat(replay.body()).isEqualTo(first.body());
        assertThat(replay.values("Content-Type")).isEqualTo(first.values("Content-Type"));
        assertThat(replay.values("Location")).isEqualTo(first.values("Location"));
        assertThat(replay.values("Idempotency-Status")).containsExactly("replayed");
        assertThat(replay.values("Idempotency-Replayed")).containsExactly("true");
    }

    @Test
    void sendWhenAnswerHasManyHeadersThenOnlyThoseOfTheListAreReplayed() {
        gateway.services()
                .answer(Reply.json(
                        201,
                        "{}",
                        new HeaderLine("ETag", "\"7\""),
                        new HeaderLine("Set-Cookie", "session=1"),
                        new HeaderLine("Date", "Thu, 01 Jan 1970 00:00:00 GMT"),
                        new HeaderLine("X-Internal", "host-7"),
                        new HeaderLine("X-Correlation-Id", "of-the-service")));
        var request = Requests.patient().with("Idempotency-Key", "headers");
        caller.send(request.with("X-Correlation-Id", "first"));

        var replay = caller.send(request.with("X-Correlation-Id", "second"));

        assertThat(replay.values("ETag")).containsExactly("\"7\"");
        assertThat(replay.values("Set-Cookie")).isEmpty();
        assertThat(replay.values("Date")).doesNotContain("Thu, 01 Jan 1970 00:00:00 GMT");
        assertThat(replay.values("X-Internal")).isEmpty();
        assertThat(replay.values("X-Correlation-Id")).containsExactly("second");
    }

    @Test
    void sendWhenAnswerHasNoBodyThenReplayHasNone() {
        gateway.services().answer(new Reply.Answer(204, List.of(), new byte[0]));
        var request = Request.of("DELETE", "/v1/patients/p1/next-of-kin/n1").with("Idempotency-Key", "empty");
        caller.send(request);

        var replay = caller.send(request);

        assertThat(replay.status()).isEqualTo(204);
        assertThat(replay.header("Idempotency-Status")).isEqualTo("replayed");
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Test
    void sendWhenClientAcceptsGzipThenServiceIsAskedForAnAnswerThatSuitsEveryClient() {
        caller.send(Requests.patient().with("Idempotency-Key", "zip").with("Accept-Encoding", "gzip, br"));

        assertThat(gateway.forwarded().getFirst().values("Accept-Encoding")).isSubsetOf("identity");
    }

    @Proves("TR-OFF-002")
    @ParameterizedTest
    @ValueSource(strings = {"\"bare\"", "bare"})
    void sendWhenKeyIsBareOrQuotedThenOneKey(String spelling) {
        caller.send(Requests.patient().with("Idempotency-Key", "bare"));

        var again = caller.send(Requests.patient().with("Idempotency-Key", spelling));

        assertThat(again.header("Idempotency-Status")).isEqualTo("replayed");
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Proves({"TR-OFF-002", "PLAT-3.2", "PLAT-4.2"})
    @Test
    void sendWhenKeyStandsInBodyThenReplayed() {
        var request = Requests.patientWithBodyKey("in-body");
        caller.send(request);

        var again = caller.send(request);

        assertThat(again.header("Idempotency-Status")).isEqualTo("replayed");
        assertThat(gateway.forwarded()).hasSize(1);
        assertThat(gateway.forwarded().getFirst().values("Idempotency-Key")).isEmpty();
    }

    @Test
    void sendWhenAccessEventNamesItsIdThenThatIsItsKey() {
        var event = Request.json("POST", "/v1/portal/access-events", "{\"id\":\"e1\",\"type\":\"view\"}");
        caller.send(event);

        assertThat(caller.send(event).header("Idempotency-Status")).isEqualTo("replayed");
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Test
    void sendWhenThereIsNoKeyThenForwardedEachTime() {
        caller.send(Requests.patient());
        var second = caller.send(Requests.patient());

        assertThat(second.values("Idempotency-Status")).isEmpty();
        assertThat(gateway.forwarded()).hasSize(2);
    }

    @Test
    void sendWhenTokenIsRenewedThenReplayed() {
        var request = Requests.patient().with("Idempotency-Key", "renewed");
        caller.send(request);

        var again = caller.with(gateway.world().of(caller.subject())).send(request);

        assertThat(again.header("Idempotency-Status")).isEqualTo("replayed");
    }

    @Proves({"TR-OFF-002", "PLAT-5.3"})
    @Test
    void sendWhenOtherUserOrTenantUsesTheKeyThenItIsAnotherKey() {
        var request = Requests.patient().with("Idempotency-Key", "shared");
        var claims = Json.object().put("sub", caller.subject()).put("tenant_id", "south");
        var sameNameElsewhere = caller.with(gateway.world().token(Json.object().set("claims", claims)));

        for (var someone : List.of(caller, gateway.caller(), sameNameElsewhere)) {
            assertThat(someone.send(request).header("Idempotency-Status")).isEqualTo("executed");
        }
        assertThat(gateway.forwarded()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":[1,2.0],\"a\":{\"y\":\"\u00e9\",\"x\":null}}",
                "{ \"a\" : {\"x\":null,\n\"y\":\"\\u00e9\"}, \"b\" : [ 1 , 2.0 ] }\r\n",
                "{\"\\u0061\":{\"x\":null,\"y\":\"\\u00E9\"},\"b\":[1,2.0]}"
            })
    void sendWhenJsonIsOnlyWrittenDifferentlyThenSameRequest(String body) {
        var first = "{\"a\":{\"x\":null,\"y\":\"\u00e9\"},\"b\":[1,2.0]}";
        caller.send(Requests.patient().body(first).with("Idempotency-Key", "json"));

        var again = caller.send(Requests.patient().body(body).with("Idempotency-Key", "json"));

        assertThat(again.header("Idempotency-Status")).isEqualTo("replayed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"b\":[1,2.0]}", "{\"b\":[2,1]}", "{\"b\":[1,2],\"c\":null}", "{\"b\":[\"1\",2]}", "{}"})
    void sendWhenJsonSaysSomethingElseThenOtherRequest(String body) {
        caller.send(Requests.patient().body("{\"b\":[1,2]}").with("Idempotency-Key", "json"));

        var other = caller.send(Requests.patient().body(body).with("Idempotency-Key", "json"));

        assertProblem(other).is(422, Code.IDEMPOTENCY_KEY_REUSED);
        assertThat(gateway.forwarded()).hasSize(1);
    }
}
