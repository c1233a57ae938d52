package io.portage.contracttests.outcomes;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What a client hears that asks what became of a mutation, and what nobody else hears.
@ExtendWith(Lab.class)
class OutcomeLookUpIT {
    private static final String LOOK_UP = "/v1/sync/mutations?key=";

    private final Recorded gateway;
    private final Caller caller;
    private final String key = "look-up+" + UUID.randomUUID();
    private final Request request = Requests.patient().with("Idempotency-Key", key);

    OutcomeLookUpIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    @AfterEach
    void reset() {
        gateway.reset();
    }

    private static Request lookUp(String key) {
        return Request.of("GET", LOOK_UP + URLEncoder.encode(key, StandardCharsets.UTF_8))
                .with("X-Correlation-Id", "same");
    }

    private static JsonNode known(Message answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.values("Content-Type")).containsExactly("application/json");
        assertThat(answer.values("Cache-Control")).containsExactly("no-store");
        assertThat(answer.values("X-Correlation-Id")).containsExactly("same");
        return Json.read(answer.text());
    }

    private void is(String state, Message answer) {
        var known = known(answer);
        assertThat(known.required("state").asString()).isEqualTo(state);
        assertThat(known.propertyNames()).containsExactlyInAnyOrder("state", "firstSeen");
        assertThat(answer.values("Retry-After")).hasSize(state.equals("in-progress") ? 1 : 0);
    }

    /// Everything of an answer but when it was given.
    private static List<HeaderLine> headers(Message answer) {
        return answer.headers().stream().filter(line -> !line.named("Date")).toList();
    }

    @Test
    void lookUpWhenCompletedThenTheBytesOfTheAnswer() {
        var body = "{\"id\": \"p-1\",  \"name\":\"Zo\\u00eb ä 😀\", \"n\":1.0e2}";
        gateway.services().answer(Reply.json(201, body, new HeaderLine("ETag", "\"1\"")));
        var before = Instant.now();
        assertThat(caller.send(request).text()).isEqualTo(body);

        var answer = caller.send(lookUp(key));

        var known = known(answer);
        assertThat(known.required("state").asString()).isEqualTo("completed");
        assertThat(Instant.parse(known.required("firstSeen").asString()))
                .isBetween(before.minusSeconds(1), Instant.now());
        assertThat(answer.text()).contains("\"body\":" + body + "}}");
        assertThat(known.at("/response/status").asInt()).isEqualTo(201);
        assertThat(known.at("/response/headers/ETag").asString()).isEqualTo("\"1\"");
        assertThat(gateway.forwarded()).hasSize(1);
        assertThat(caller.send(lookUp('"' + key + '"')).text()).isEqualTo(answer.text());
        assertThat(caller.send(Request.of("GET", LOOK_UP + key)).text())
                .as("a plus is a plus")
                .isEqualTo(answer.text());
    }

    @Test
    void lookUpWhenItRunsThenInProgressAndWhenToAskAgain() {
        var gate = new CountDownLatch(1);
        gateway.services().answer(new Reply.Held(gate, Reply.json(201, "{}")));
        try (var first = caller.begin(request)) {
            await().until(() -> gateway.forwarded().size() == 1);

            var answer = caller.send(lookUp(key));
            gate.countDown();

            is("in-progress", answer);
            assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(first.read("POST").status()).isEqualTo(201);
        } finally {
            gate.countDown();
        }
        assertThat(known(caller.send(lookUp(key))).required("state").asString()).isEqualTo("completed");
    }

    @Test
    void lookUpWhenNobodyKnowsThenUnknown() {
        gateway.services().answer(new Reply.Reset());
        caller.send(request);

        is("unknown", caller.send(lookUp(key)));
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Test
    void lookUpWhenTheAnswerIsNoLongerKeptThenExpired() {
        caller.send(request);
        var first = known(caller.send(lookUp(key))).required("firstSeen");
        gateway.world().advance(Duration.ofHours(25));

        var answer = caller.with(gateway.world().of(caller.subject())).send(lookUp(key));

        is("expired-record", answer);
        assertThat(known(answer).required("firstSeen")).isEqualTo(first);
    }

    @Test
    void lookUpWhenSomebodyElsesThenAsIfNobodyHadEverUsedIt() {
        caller.send(request);
        var claims = Json.object().put("sub", caller.subject()).put("tenant_id", "south");
        var elsewhere = caller.with(gateway.world().token(Json.object().set("claims", claims)));

        for (var stranger : List.of(gateway.caller(), elsewhere)) {
            var theirs = stranger.send(lookUp(key));
            var never = stranger.send(lookUp(key + "-never"));

            assertProblem(theirs).is(404, Code.MUTATION_NOT_FOUND);
            assertThat(theirs.text()).isEqualTo(never.text());
            assertThat(headers(theirs)).isEqualTo(headers(never));
        }
    }

    @Test
    void lookUpWhenItHadNoEffectThenTheKeyIsFreeAndAsIfNeverUsed() {
        gateway.services().answer(Reply.json(409, "{\"code\":\"SLOT_UNAVAILABLE\"}"));
        assertThat(caller.send(request).status()).isEqualTo(409);

        var free = caller.send(lookUp(key));

        assertThat(free.text()).isEqualTo(caller.send(lookUp("never-used")).text());
        assertProblem(free).is(404, Code.MUTATION_NOT_FOUND);
    }

    @Test
    void lookUpWhenTheRoleIsLostThenItTookEffectAndNoMore() {
        gateway.services().answer(Reply.json(201, "{\"secret\":1}"));
        caller.send(request);
        var claims = "{\"sub\":\"%s\",\"realm_access\":{\"roles\":[]}}".formatted(caller.subject());
        var demoted = caller.with(gateway.world().token(Json.read("{\"claims\":" + claims + "}")));

        is("completed", demoted.send(lookUp(key)));

        assertThat(caller.send(lookUp(key)).text()).contains("\"secret\":1");
    }

    @Test
    void lookUpWhenNobodyIsSignedInThenNothingIsSaid() {
        caller.send(request);

        assertProblem(RawClient.send(gateway.port(), lookUp(key))).is(401, Code.TOKEN_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?key",
                "?key=",
                "?key=%22log-canary",
                "?key=log-canary&key=log-canary",
                "?key=log-canary%20",
                "?key=log-canary%C3%A4"
            })
    void lookUpWhenNotExactlyOneKeyThenMalformedAndTheValueIsNotRepeated(String query) {
        var refused = caller.send(Request.of("GET", "/v1/sync/mutations" + query));

        assertProblem(refused).is(400, Code.REQUEST_MALFORMED).asksFor("fix-request");
        assertThat(refused.text()).doesNotContain("log-canary");
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Test
    void logWhenKeysAreLookedUpThenNoneOfThem() {
        caller.send(request);
        caller.send(lookUp(key));
        caller.send(lookUp("log-canary"));
        caller.send(lookUp("log-canary").with("X-Correlation-Id", "second-line"));
        caller.send(Request.of("GET", LOOK_UP + "log-canary%zz"));

        caller.send(Requests.patient().body("{").with("X-Correlation-Id", "end-of-look-ups"));
        await().until(() -> gateway.process().log().contains("end-of-look-ups"));
        assertThat(gateway.process().log()).doesNotContain("log-canary", key, "/v1/sync/mutations?");
    }
}
