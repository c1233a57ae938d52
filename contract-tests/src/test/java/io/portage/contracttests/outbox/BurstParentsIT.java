package io.portage.contracttests.outbox;

import static io.portage.contracttests.outbox.Outbox.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What an item has of the mutations that it depends on, in its burst and from before.
@ExtendWith(Lab.class)
class BurstParentsIT {
    private final Recorded gateway;
    private final Caller caller;

    BurstParentsIT(Recorded gateway) {
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
