package io.portage.contracttests.outbox;

import static io.portage.contracttests.outbox.Outbox.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Each item of a burst is treated as the single request that it stands for.
@ExtendWith(Lab.class)
class BurstIT {
    private static final String LAB = "{ \"type\" : \"lab\",\"patientId\":\"p1\", \"weight\": 1.50 }";
    private final Recorded gateway;
    private final Caller caller;

    BurstIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Proves({"TR-OFF-001", "PLAT-1.2"})
    @Test
    void postWhenItemsAreSentThenServicesGetWhatSingleRequestsWouldHaveBrought() {
        var queuedAt = Instant.now().minus(Duration.ofHours(1)).toString();
        var sentAt = Instant.now().toString().toLowerCase(Locale.ROOT);
        var burst = new Outbox()
                .add(
                        "\"quoted\"",
                        "POST /v1/orders?from=app",
                        LAB,
                        item -> item.put("queuedAt", queuedAt)
                                .put("sentAt", sentAt)
                                .put("correlationId", "mine: 1"));

        var result = Results.of(caller.send(burst.burst())).of(0).succeeded();

        var sent = gateway.forwarded().getFirst();
        assertThat(gateway.forwarded()).hasSize(1);
        assertThat(sent.startLine()).isEqualTo("POST /v1/orders?from=app HTTP/1.1");
        assertThat(sent.text()).isEqualTo(LAB);
        assertThat(sent.values("Authorization")).containsExactly("Bearer " + caller.token());
        assertThat(sent.values("Idempotency-Key")).containsExactly("\"quoted\"");
        assertThat(sent.values("X-Correlation-Id")).containsExactly("mine: 1");
        assertThat(sent.values("X-Queued-At")).containsExactly(queuedAt);
        assertThat(sent.values("X-Sent-At")).containsExactly(sentAt);
        assertThat(sent.values("Content-Type")).containsExactly("application/json");
        assertThat(sent.values("X-Tenant-Id")).containsExactly("north");
        assertThat(result.json().path("headers").path("X-Correlation-Id").asString(""))
                .isEqualTo("mine: 1");
        assertThat(result.body()).isEqualTo(Json.read("{\"id\":\"x\"}"));
        assertThat(result.text("clientMutationId")).isEqualTo("\"quoted\"");
    }

    @Test
    void postWhenTheBurstCarriesHeadersOfItsOwnThenOnlyWhatHoldsForAllItemsGoesOn() {
        var burst = new Outbox()
                .add(key("a"), "POST /v1/orders", LAB)
                .burst()
                .with("Accept-Language", "de")
                .with("User-Agent", "app/7")
                .with("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .with("Idempotency-Key", "of-the-burst")
                .with("X-Correlation-Id", "of-the-burst")
                .with("X-User-Id", "forged")
                .with("Cookie", "a=b");

        var answer = caller.send(burst);

        Results.of(answer).of(0).succeeded();
        assertThat(answer.values("X-Correlation-Id")).containsExactly("of-the-burst");
        var sent = gateway.forwarded().getFirst();
        assertThat(sent.header("Accept-Language")).isEqualTo("de");
        assertThat(sent.header("User-Agent")).isEqualTo("app/7");
        assertThat(sent.header("traceparent")).contains("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(sent.header("Idempotency-Key")).startsWith("a-");
        assertThat(sent.header("X-Correlation-Id")).isNotEqualTo("of-the-burst");
        assertThat(sent.values("X-User-Id")).isEmpty();
        assertThat(sent.values("Cookie")).isEmpty();
    }

    @Proves({"TR-OFF-003", "TR-OFF-008"})
    @Test
    void postWhenSentAgainThenEverySuccessIsReplayedAndNothingIsSentTwice() {
        var outbox = new Outbox()
                .add(key("a"), "POST /v1/orders", LAB)
                .add(key("b"), "POST /v1/patients", "{\"family\":\"A\"}");

        var first = Results.of(caller.send(outbox.burst()));
        var second = Results.of(caller.send(outbox.streamed()));

        for (int i = 0; i < 2; i++) {
            first.of(i).succeeded();
            second.of(i).is(201, "replayed", true);
            assertThat(second.of(i).body()).isEqualTo(first.of(i).body());
        }
        assertThat(gateway.forwarded()).hasSize(2);
    }

    @Test
    void postWhenAnItemIsThenSentSinglyThenItIsAReplay() {
        var key = key("a");
        var outbox = new Outbox().add(key, "POST /v1/orders", LAB);
        Results.of(caller.send(outbox.burst())).of(0).succeeded();

        var single = caller.send(
                Request.json("POST", "/v1/orders", "{\"weight\":1.50,\"type\":\"lab\",\"patientId\":\"p1\"}")
                        .with("Idempotency-Key", key));

        assertThat(single.values("Idempotency-Replayed")).containsExactly("true");
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Proves({"TR-OFF-004", "TR-OFF-007"})
    @Test
    void postWhenSomeItemsAreRefusedThenTheOthersGoOn() {
        var tooOld = Instant.now().minus(Duration.ofHours(25)).toString();
        var burst = new Outbox()
                .add(key("never"), "POST /v1/orders", "{\"type\":\"medication\"}")
                .add(key("late"), "POST /v1/orders", LAB, item -> item.put("queuedAt", tooOld))
                .add(key("foreign"), "POST /v1/patients", "{\"tenantId\":\"south\"}")
                .add(key("blind"), "PATCH /v1/patients/p1", "{\"family\":\"B\"}")
                .add(key("twice"), "POST /v1/orders", "{\"type\":\"lab\",\"type\":\"medication\"}")
                .add(key("good"), "POST /v1/orders", LAB);

        var results = Results.of(caller.send(burst.burst()));

        results.of(0).refused(422, "OFFLINE_NOT_ALLOWED", "do-online", true).at("/mutations/0");
        results.of(1).refused(422, "QUEUED_MUTATION_EXPIRED", "discard-and-tell-user", true);
        results.of(2).refused(403, "TENANT_MISMATCH", "ask-user", true);
        results.of(3).refused(428, "VERSION_REQUIRED", "refresh-and-merge", true);
        results.of(4).refused(400, "BODY_MALFORMED", "fix-request", true);
        results.of(5).succeeded();
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Test
    void postWhenTheServiceFailsThenFinalSaysWhetherTheItemMayLeaveTheOutbox() {
        gateway.services().answer(request -> switch (request.path()) {
            case "/v1/orders" -> Reply.json(503, "{\"code\":\"BUSY\"}", new HeaderLine("Retry-After", "3"));
            case "/v1/patients" -> Reply.json(409, "{\"code\":\"DUPLICATE_DETECTED\"}");
            case "/v1/immunizations" -> new Reply.Reset();
            default -> Reply.json(401, "{\"code\":\"WHO\"}");
        });
        var burst = new Outbox()
                .add(key("a"), "POST /v1/orders", LAB)
                .add(key("b"), "POST /v1/patients", "{}")
                .add(key("c"), "POST /v1/immunizations", "{}")
                .add(key("d"), "POST /v1/immunizations/refusal", "{}");

        var results = Results.of(caller.send(burst.burst()));

        results.of(0).is(503, "executed", false);
        assertThat(results.of(0).json().path("headers").path("Retry-After").asString(""))
                .isEqualTo("3");
        results.of(1).is(409, "executed", true);
        results.of(2).is(502, "unknown", false);
        results.of(3).is(401, "executed", false);
    }

    @Test
    void postWhenAnAnswerIsNoJsonThenItStandsThereAsTextOrInBase64() {
        gateway.services().answer(request -> switch (request.path()) {
            case "/v1/orders" -> answer("text/plain", "line 1\nline \"2\"".getBytes(StandardCharsets.UTF_8));
            case "/v1/patients" -> answer("image/png", new byte[] {(byte) 0x89, 'P', 0});
            case "/v1/immunizations" -> Reply.json(201, "{\n  \"id\" : 1.0\n}\r\n");
            default -> new Reply.Answer(204, List.of(), new byte[0]);
        });
        var burst = new Outbox()
                .add(key("a"), "POST /v1/orders", LAB)
                .add(key("b"), "POST /v1/patients", "{}")
                .add(key("c"), "POST /v1/immunizations", "{}")
                .add(key("d"), "POST /v1/immunizations/refusal", "{}");

        var answer = caller.send(burst.streamed());

        var results = Results.of(answer);
        assertThat(results.of(0).body().asString("")).isEqualTo("line 1\nline \"2\"");
        assertThat(results.of(1).body().asString("")).isEqualTo("iVAA");
        assertThat(results.of(1).text("bodyEncoding")).isEqualTo("base64");
        assertThat(answer.text()).contains("\"body\":{  \"id\" : 1.0}");
        assertThat(results.of(3).body().isNull()).isTrue();
        results.of(3).is(204, "executed", true);
    }

    private static Reply answer(String type, byte[] body) {
        return new Reply.Answer(201, List.of(new HeaderLine("Content-Type", type)), body);
    }

    @Test
    void postWhenNothingIsQueuedThenNoResults() {
        assertThat(Results.of(caller.send(new Outbox().burst())).all()).isEmpty();
        assertThat(caller.send(new Outbox().streamed()).text()).isEmpty();
    }

    @Test
    void postWhenEveryAnswerIsThereThenResultsStandInTheOrderOfTheBurst() {
        var outbox = new Outbox();
        for (int i = 0; i < 100; i++) {
            outbox.add(key("k" + i), "POST /v1/orders", LAB);
        }

        var results = Results.of(caller.send(outbox.burst()));

        assertThat(results.all())
                .extracting(result -> result.path("id").asString(""))
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(Integer::toString).toList());
        assertThat(gateway.forwarded()).hasSize(100);
    }
}
