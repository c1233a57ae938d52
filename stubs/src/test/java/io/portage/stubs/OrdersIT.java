package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.stubs.traffic.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Orders behave as their sync contract says.
final class OrdersIT extends OverSockets {
    private final Client doc = Client.of("orders", "doc");

    private Reply order(String type, String code) {
        return doc.post("/v1/orders", "{'type':'%s','patientId':'p1','code':'%s'}".formatted(type, code));
    }

    private Reply act(String id, String action, int version) {
        return doc.post("/v1/orders/" + id + "/" + action, "{'version':" + version + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "radiology", "medication", "referral"})
    void createWhenTypeIsKnownThenCreated(String type) {
        assertThat(order(type, "x").status()).isEqualTo(201);
    }

    @Test
    void createWhenTypeIsUnknownThenValidationFailed() {
        var reply = order("massage", "x");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("VALIDATION_FAILED");
        assertThat(reply.at("/message"))
                .isEqualTo("type: massage (expected: one of [lab, medication, radiology, referral])");
    }

    @Test
    void alertsWhenAllergyIsAddedThenInNextAnswerAndAtActivation() {
        var before = order("lab", "x");
        assertThat(before.json().path("alerts").size()).isZero();
        assertThat(control("POST", "/__allergies", "{'patientId':'p1','substance':'latex'}")
                        .status())
                .isEqualTo(204);
        var after = order("lab", "latex");
        assertThat(after.at("/alerts/0/kind")).isEqualTo("allergy");
        assertThat(after.at("/alerts/0/severity")).isEqualTo("critical");
        assertThat(act(before.at("/id"), "activate", 1).at("/alerts/0/substance"))
                .isEqualTo("latex");
    }

    @Test
    void alertsWhenSameOrderIsOpenThenDuplicateUntilItEnds() {
        var first = order("lab", "x");
        assertThat(order("lab", "y").json().path("alerts").size()).isZero();
        var second = order("lab", "x");
        assertThat(second.at("/alerts/0/kind")).isEqualTo("duplicate");
        assertThat(second.at("/alerts/0/orderId")).isEqualTo(first.at("/id"));
        act(first.at("/id"), "cancel", 1);
        act(second.at("/id"), "cancel", 1);
        assertThat(order("lab", "x").json().path("alerts").size()).isZero();
    }

    @Test
    void statusWhenMovedThenNextVersionAndStaleOneConflicts() {
        var id = order("lab", "x").at("/id");
        var active = act(id, "activate", 1);
        assertThat(active.at("/status")).isEqualTo("active");
        assertThat(active.at("/version")).isEqualTo("2");
        assertThat(act(id, "cancel", 1).code()).isEqualTo("OPTIMISTIC_LOCK_CONFLICT");
        assertThat(act(id, "activate", 2).code()).isEqualTo("ORDER_STATE_CONFLICT");
        assertThat(act(id, "cancel", 2).at("/status")).isEqualTo("cancelled");
        assertThat(act(id, "activate", 3).code()).isEqualTo("ORDER_TERMINAL_STATE");
        assertThat(doc.post("/v1/orders/o9/cancel", "{}").code()).isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void cancelWhenCompletedMeanwhileThenTerminalStateDespiteTheOldVersion() {
        var id = order("lab", "x").at("/id");
        assertThat(control("POST", "/__orders/" + id + "/complete", "").status())
                .isEqualTo(204);
        var late = act(id, "cancel", 1);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("ORDER_TERMINAL_STATE");
        assertThat(effects("order.cancel")).isZero();
    }

    @Test
    void batchWhenEmptyThenValidationFailed() {
        assertThat(doc.post("/v1/orders/batch", "{'items':[]}").code()).isEqualTo("VALIDATION_FAILED");
        assertThat(doc.post("/v1/orders/batch", "{'items':1}").code()).isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void effectsWhenTwoTenantsUseOneKeyThenEachHasItsOwn() {
        var order = "{'type':'lab','patientId':'p1','code':'x','clientMutationId':'k'}";
        doc.post("/v1/orders", order);
        doc.post("/v1/orders/batch", "{'items':[" + order.replace("'k'", "'i'") + "]}");
        var sam = Client.of("orders", "sam");
        sam.post("/v1/orders", order);
        sam.post("/v1/orders/batch", "{'items':[" + order.replace("'k'", "'i'") + "]}");
        assertThat(WORLD.effects()).extracting(Effect::count).containsExactly(2, 2);
        assertThat(WORLD.effectsIn("north")).extracting(Effect::count).containsExactly(1, 1);
        assertThat(WORLD.effectsIn("south")).extracting(Effect::count).containsExactly(1, 1);
    }

    @Test
    void orderSetWhenCreatedThenListedForItsTenant() {
        assertThat(doc.post("/v1/order-sets", "{'name':'Sepsis'}").status()).isEqualTo(201);
        assertThat(doc.get("/v1/order-sets").at("/items/0/name")).isEqualTo("Sepsis");
        assertThat(Client.of("orders", "sam").get("/v1/order-sets").text()).isEqualTo("{\"items\":[]}");
    }
}
