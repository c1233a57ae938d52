package io.portage.contracttests.outbox;

import static io.portage.contracttests.outbox.Outbox.key;
import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What makes a burst unreadable, or too large, refuses all of it before anything is sent.
@ExtendWith(Lab.class)
class UnreadableBurstIT {
    private static final String LAB = "{\"type\":\"lab\"}";
    private final Recorded gateway;
    private final Caller caller;

    UnreadableBurstIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    private Results send(Outbox outbox) {
        return Results.of(caller.send(outbox.burst()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"mutations\":{}}",
                "{\"mutations\":[],\"mutations\":[]}",
                "{\"mutations\":[]} {}",
                "{\"mutations\":[{\"id\":\"1\",]}",
                "nonsense"
            })
    void postWhenTheBurstCannotBeReadThenBodyMalformed(String body) {
        assertProblem(caller.send(Request.json("POST", "/v1/sync/mutations", body)))
                .is(400, Code.BODY_MALFORMED);
    }

    @Test
    void postWhenThePayloadOfAnItemIsNoJsonThenNothingOfTheBurstIsSent() {
        var burst =
                new Outbox().add(key("a"), "POST /v1/orders", LAB).add(key("b"), "POST /v1/orders", "{\"type\":lab}");

        assertProblem(caller.send(burst.burst())).is(400, Code.BODY_MALFORMED).says("line 1, column");
        assertThat(gateway.forwarded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json; charset=utf-16", "application/x-ndjson"})
    void postWhenTheBurstIsNoJsonThenMediaTypeUnsupported(String type) {
        var request = Request.of("POST", "/v1/sync/mutations")
                .with("Content-Type", type)
                .body("{\"mutations\":[]}");

        assertProblem(caller.send(request)).is(415, Code.MEDIA_TYPE_UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void sendWhenMethodIsNoneOfTheOutboxThenAllowNamesThem(String method) {
        assertProblem(caller.send(Request.of(method, "/v1/sync/mutations")))
                .is(405, Code.METHOD_NOT_ALLOWED)
                .hasHeader("Allow", "GET, HEAD, POST");
    }

    @Test
    void postWhenTokenIsMissingThenTokenMissingAndNothingIsRead() {
        var answer = RawClient.send(gateway.port(), Request.json("POST", "/v1/sync/mutations", "nonsense"));

        assertProblem(answer).is(401, Code.TOKEN_MISSING);
    }

    @Test
    void postWhenLargerThanItMayBeThenTooLargeBeforeAnythingIsSent() {
        var many = new Outbox();
        for (int i = 0; i <= 500; i++) {
            many.add(key("k"), "POST /v1/orders", LAB);
        }
        var large = new Outbox()
                .add(key("a"), "POST /v1/orders", LAB)
                .add(key("b"), "POST /v1/orders", "{\"type\":\"lab\",\"x\":\"" + "ä".repeat(600_000) + "\"}");
        var whole = new Outbox();
        for (int i = 0; i < 9; i++) {
            whole.add(key("k"), "POST /v1/orders", "{\"type\":\"lab\",\"x\":\"" + "x".repeat(1_000_000) + "\"}");
        }

        assertProblem(caller.send(many.burst()))
                .is(413, Code.PAYLOAD_TOO_LARGE)
                .has("pointer", "/mutations")
                .says("500 items");
        assertProblem(caller.send(large.burst()))
                .is(413, Code.PAYLOAD_TOO_LARGE)
                .has("pointer", "/mutations/1");
        assertProblem(caller.send(whole.burst()))
                .is(413, Code.PAYLOAD_TOO_LARGE)
                .says("8388608 bytes");
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Test
    void postWhenAsLargeAsItMayBeThenSent() {
        var most = new Outbox();
        for (int i = 0; i < 500; i++) {
            most.add(key("k"), "POST /v1/orders", LAB);
        }

        var results = send(most);

        assertThat(results.all())
                .hasSize(500)
                .allMatch(result -> result.path("status").asInt() == 201);
        assertThat(gateway.forwarded()).hasSize(500);
    }

    @Test
    void postWhenNestedBeyondReasonThenBodyMalformed() {
        var body = "{\"mutations\":[" + "[".repeat(200_000);

        assertProblem(caller.send(Request.json("POST", "/v1/sync/mutations", body)))
                .is(400, Code.BODY_MALFORMED);
    }

    @Test
    void postWhenAcceptCannotBeReadThenADocument() {
        var answer = caller.send(new Outbox().burst().with("Accept", "x"));

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(Results.of(answer).all()).isEmpty();
    }
}
