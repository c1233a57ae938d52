package io.portage.contracttests.outbox;

import static io.portage.contracttests.outbox.Outbox.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What waits for what in a burst.
@ExtendWith(Lab.class)
class BurstOrderIT {
    private final Recorded gateway;
    private final Caller caller;

    BurstOrderIT(Recorded gateway) {
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

    @Proves({"TR-OFF-004", "REG-3.1", "REG-3.2"})
    @Test
    void postWhenItemsAreOfOneAggregateThenOneAfterTheOtherAsSent() {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        gateway.services().answer(request -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            underWay.decrementAndGet();
            return Reply.json(201, "{}");
        });
        var outbox = new Outbox();
        for (int i = 0; i < 40; i++) {
            int number = i;
            outbox.add(
                    key("k"),
                    "POST /v1/orders",
                    "{\"type\":\"lab\",\"n\":" + i + "}",
                    item -> item.put("aggregate", "patient/1").put("id", Integer.toString(number)));
        }

        var results = send(outbox);

        IntStream.range(0, 40).forEach(i -> results.of(i).succeeded());
        assertThat(gateway.forwarded().stream()
                        .map(sent -> Json.read(sent.text()).path("n").asInt()))
                .containsExactlyElementsOf(IntStream.range(0, 40).boxed().toList());
        assertThat(most).hasValue(1);
    }

    @Test
    void postWhenAnEarlierItemOfTheAggregateIsNotSettledThenTheLaterOnesAreHeld() {
        gateway.services().answer(request -> request.text().contains("first") ? Reply.close() : Reply.json(201, "{}"));
        var held = key("held");
        var outbox = new Outbox()
                .add(
                        key("a"),
                        "POST /v1/orders",
                        "{\"type\":\"lab\",\"n\":\"first\"}",
                        item -> item.put("aggregate", "x"))
                .lab(held, item -> item.put("aggregate", "x"))
                .lab(key("c"), item -> item.put("dependsOn", held))
                .lab(key("d"), item -> item.put("aggregate", "y"));

        var results = send(outbox);

        results.of(0).is(502, "unknown", false);
        results.of(1)
                .refused(424, "PREDECESSOR_FAILED", "retry-same-key", false)
                .at("/mutations/1");
        results.of(2).refused(424, "PREDECESSOR_FAILED", "retry-same-key", false);
        results.of(3).succeeded();
        assertThat(gateway.forwarded()).hasSize(2);
    }

    @Test
    void postWhenAnEarlierItemOfTheAggregateIsRefusedForGoodThenTheLaterOnesGoOn() {
        var outbox = new Outbox()
                .add(key("a"), "POST /v1/orders", "{\"type\":\"medication\"}", item -> item.put("aggregate", "x"))
                .lab(key("b"), item -> item.put("aggregate", "x"));

        var results = send(outbox);

        results.of(0).refused(422, "OFFLINE_NOT_ALLOWED", "do-online", true);
        results.of(1).succeeded();
    }

    @Test
    void postWhenAParentFailsForGoodThenItsWholeChainIsFinal() {
        var parent = key("parent");
        var child = key("child");
        var outbox = new Outbox()
                .lab(key("grandchild"), item -> item.put("dependsOn", child))
                .lab(child, item -> item.put("dependsOn", parent))
                .add(parent, "POST /v1/orders", "{\"type\":\"referral\"}");

        var results = send(outbox);

        results.of(0).refused(424, "PREDECESSOR_FAILED", "ask-user", true);
        results.of(1).refused(424, "PREDECESSOR_FAILED", "ask-user", true);
        results.of(2).refused(422, "OFFLINE_NOT_ALLOWED", "do-online", true);
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Test
    void postWhenAChildUsesWhatItsParentReturnedThenPathAndPayloadHoldIt() {
        gateway.services()
                .answer(request -> request.path().equals("/v1/patients")
                        ? Reply.json(201, "{\"id\":\"pt 1é\",\"names\":[{\"id\":7.0}],\"address\":{\"a\":\"\\\"<\"}}")
                        : Reply.json(201, "{}"));
        var patient = key("patient");
        var outbox = new Outbox()
                .add(
                        key("name"),
                        "PUT /v1/patients/{" + patient + "#/id}/names/{" + patient + "#/names/0/id}",
                        "{ \"version\":1, \"of\": {\"$ref\":\"" + patient + "#/id\"},\"n\": {\"$ref\" : \"" + patient
                                + "#/names/0/id\"}, \"all\":{\"$ref\":\"" + patient
                                + "#/address\"}, \"x\":{\"$ref\":\"a#/b\",\"y\":1} }")
                .add(patient, "POST /v1/patients", "{\"family\":\"A\"}");

        var results = send(outbox);

        results.of(0).succeeded();
        var sent = gateway.forwarded().getLast();
        assertThat(sent.target()).isEqualTo("/v1/patients/pt%201%C3%A9/names/7.0");
        assertThat(sent.text())
                .isEqualTo(
                        "{ \"version\":1, \"of\": \"pt 1é\",\"n\": 7.0, \"all\":{\"a\":\"\\\"<\"}, \"x\":{\"$ref\":\"a#/b\",\"y\":1} }");
    }

    @Test
    void postWhenTheParentIsOfAnEarlierBurstThenItsAnswerIsStillKnown() {
        gateway.services().answer(request -> Reply.json(201, "{\"id\":\"pt-9\"}"));
        var patient = key("patient");
        send(new Outbox().add(patient, "POST /v1/patients", "{\"family\":\"A\"}"))
                .of(0)
                .succeeded();
        var identifier = "POST /v1/patients/{" + patient + "#/id}/identifiers";
        var key = key("identifier");

        send(new Outbox().add(key, identifier, "{\"value\":{\"$ref\":\"" + patient + "#/id\"}}"))
                .of(0)
                .succeeded();
        var again = caller.send(Request.json("POST", "/v1/patients/pt-9/identifiers", "{\"value\":\"pt-9\"}")
                .with("Idempotency-Key", key));

        assertThat(gateway.forwarded())
                .extracting(Message::target)
                .containsExactly("/v1/patients", "/v1/patients/pt-9/identifiers");
        assertThat(again.values("Idempotency-Replayed")).containsExactly("true");
    }

    @Test
    void postWhenTheParentIsSomebodyElsesThenItIsAsIfItHadNeverBeen() {
        var parent = key("parent");
        send(new Outbox().add(parent, "POST /v1/patients", "{}")).of(0).succeeded();
        var child = new Outbox().lab(key("c"), item -> item.put("dependsOn", parent));

        var theirs = Results.of(gateway.caller().send(child.burst()));

        theirs.of(0).refused(422, "DEPENDENCY_INVALID", "fix-request", false).at("/mutations/0/dependsOn");
        send(child).of(0).succeeded();
    }

    @Test
    void postWhenTwoItemsHaveOneKeyThenTheSecondIsAReplayOrNoneAtAll() {
        var same = key("same");
        var other = key("other");
        var outbox = new Outbox()
                .lab(same)
                .add(same, "POST /v1/orders", "{ \"type\":\"lab\"}")
                .lab(other)
                .add(other, "POST /v1/orders", "{\"type\":\"radiology\"}");

        var results = send(outbox);

        results.of(0).succeeded();
        results.of(1).is(201, "replayed", true);
        results.of(2).succeeded();
        results.of(3).refused(422, "IDEMPOTENCY_KEY_REUSED", "look-up", true).at("/mutations/3");
        assertThat(gateway.forwarded()).hasSize(2);
    }

    @Test
    void postWhenAnItemOfTheAggregateIsRefusedThenTheLaterOnesStillWaitForTheEarlier() {
        gateway.services()
                .answer(request -> request.text().contains("first")
                        ? Reply.json(503, "{\"code\":\"BUSY\"}")
                        : Reply.json(201, "{}"));
        var circular = key("b");
        var outbox = new Outbox()
                .add(
                        key("a"),
                        "POST /v1/orders",
                        "{\"type\":\"lab\",\"n\":\"first\"}",
                        item -> item.put("aggregate", "x"))
                .lab(circular, item -> item.put("aggregate", "x").put("dependsOn", circular))
                .lab(key("c"), item -> item.put("aggregate", "x"));

        var results = send(outbox);

        results.of(0).is(503, "unknown", false);
        results.of(1).refused(424, "PREDECESSOR_FAILED", "retry-same-key", false);
        results.of(2).refused(424, "PREDECESSOR_FAILED", "retry-same-key", false);
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Test
    void postWhenAnItemWaitsForALaterOneOfItsAggregateThenItAloneIsRefused() {
        var second = key("b");
        var last = key("d");
        var outbox = new Outbox()
                .lab(key("a"), item -> item.put("aggregate", "x").put("dependsOn", last))
                .lab(second, item -> item.put("aggregate", "x"))
                .lab(key("c"), item -> item.put("aggregate", "x").put("dependsOn", second))
                .lab(last, item -> item.put("aggregate", "x"));

        var results = send(outbox);

        results.of(0).refused(422, "DEPENDENCY_INVALID", "fix-request", true);
        IntStream.range(1, 4).forEach(i -> results.of(i).succeeded());
    }

    @Test
    void postWhenOneOfSeveralWithAKeyTookEffectThenWhatDependsOnItGoesOn() {
        var parent = key("p");
        var outbox = new Outbox()
                .add(parent, "POST /v1/orders", "{\"type\":\"medication\"}")
                .lab(key("c"), item -> item.put("dependsOn", parent))
                .lab(parent);

        var results = send(outbox);

        results.of(0).refused(422, "OFFLINE_NOT_ALLOWED", "do-online", true);
        results.of(1).succeeded();
        results.of(2).succeeded();
    }
}
