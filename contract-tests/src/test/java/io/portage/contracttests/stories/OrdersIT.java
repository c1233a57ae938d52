package io.portage.contracttests.stories;

import static io.portage.contracttests.stories.Answers.assertRefused;
import static io.portage.contracttests.stories.Answers.id;
import static io.portage.contracttests.stories.Answers.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Orders made and cancelled without a network, and the decision support that looks at them when they arrive.
@ExtendWith(Lab.class)
class OrdersIT {
    private static final Duration NIGHT = Duration.ofHours(9);
    private final Stubbed gateway;
    private final Caller doc;
    private final String patient = UUID.randomUUID().toString();

    OrdersIT(Stubbed gateway) {
        this.gateway = gateway;
        this.doc = gateway.login("doc");
    }

    @BeforeEach
    void reset() {
        gateway.world().reset();
    }

    private Request order(String type, String code) {
        return Request.json(
                "POST",
                "/v1/orders",
                "{\"type\":\"%s\",\"patientId\":\"%s\",\"code\":\"%s\"}".formatted(type, patient, code));
    }

    private static Request move(String order, String verb, int version) {
        return Request.json("POST", "/v1/orders/" + order + "/" + verb, "{\"version\":%d}".formatted(version));
    }

    @Proves({"ORD-1.3", "ORD-1.4", "ORD-2.1", "ORD-2.2", "ORD-2.3", "ORD-3.1", "ORD-3.2"})
    @Test
    void createWhenQueuedThenOnlyLabAndRadiology() {
        success(doc.sendQueued(order("lab", "crp"), NIGHT));
        success(doc.sendQueued(order("radiology", "chest"), NIGHT));

        for (var type : new String[] {"medication", "referral"}) {
            assertRefused(doc.sendQueued(order(type, "x"), NIGHT), 422, "OFFLINE_NOT_ALLOWED");
            success(doc.sendOnline(order(type, "x")));
        }
    }

    @Proves({"ORD-1.2", "ORD-6.1", "ORD-6.2"})
    @Test
    void createWhenAllergyBecameKnownMeanwhileThenAlertOfTodayArrives() {
        var before = success(doc.sendQueued(order("lab", "contrast"), NIGHT));
        gateway.world().happens("/__allergies", "{\"patientId\":\"%s\",\"substance\":\"iodine\"}".formatted(patient));

        var after = success(doc.sendQueued(order("radiology", "iodine"), NIGHT));

        assertThat(before.required("alerts")).isEmpty();
        assertThat(after.required("alerts")).hasSize(1);
    }

    @Proves("ORD-3.3")
    @Test
    void activateWhenAllergyBecameKnownMeanwhileThenLiveAlertAndNeverFromQueue() {
        var order = id(doc.sendQueued(order("lab", "x"), NIGHT));
        gateway.world().happens("/__allergies", "{\"patientId\":\"%s\",\"substance\":\"latex\"}".formatted(patient));

        assertRefused(doc.sendQueued(move(order, "activate", 1), NIGHT), 422, "OFFLINE_NOT_ALLOWED");
        assertThat(success(doc.sendOnline(move(order, "activate", 1))).required("alerts"))
                .hasSize(1);
    }

    @Proves({"ORD-3.4", "ORD-4.1", "ORD-4.2", "ORD-4.3"})
    @Test
    void cancelWhenQueuedThenVersionAndStatusDecide() {
        var first = id(doc.sendQueued(order("lab", "a"), NIGHT));
        assertRefused(doc.sendQueued(move(first, "cancel", 9), NIGHT), 409, "OPTIMISTIC_LOCK_CONFLICT");
        assertThat(success(doc.sendQueued(move(first, "cancel", 1), NIGHT))
                        .required("version")
                        .asInt())
                .isEqualTo(2);

        var second = id(doc.sendQueued(order("lab", "b"), NIGHT));
        gateway.world().happens("/__orders/" + second + "/complete", "{}");
        assertRefused(doc.sendQueued(move(second, "cancel", 1), NIGHT), 409, "ORDER_TERMINAL_STATE");
    }

    @Proves({"ORD-5.1", "ORD-5.3"})
    @Test
    void createWhenKeyStandsInBodyThenRepeatGetsTheFirstAnswer() {
        var order = Request.json("POST", "/v1/orders", """
                {"type": "lab", "patientId": "%s", "code": "x", "clientMutationId": "%s"}""".formatted(patient, patient));

        var first = doc.send(order);

        assertThat(first.status()).isEqualTo(201);
        assertThat(doc.send(order).body()).isEqualTo(first.body());
        assertThat(gateway.world().effects("orders", patient)).isEqualTo(1);
    }

    @Proves("ORD-5.4")
    @Test
    void batchWhenSentTwiceWithItemKeysThenEachItemOnce() {
        var batch = Request.json("POST", "/v1/orders/batch", """
                {"items": [{"type": "lab", "patientId": "%1$s", "code": "x", "clientMutationId": "a-%1$s"},
                           {"type": "lab", "patientId": "%1$s", "code": "y", "clientMutationId": "b-%1$s"}]}""".formatted(patient));

        success(doc.send(batch));
        success(doc.send(batch));

        assertThat(gateway.world().effects("orders", "a-" + patient)).isEqualTo(1);
        assertThat(gateway.world().effects("orders", "b-" + patient)).isEqualTo(1);
    }

    /// The gateway keeps no record of single items: that one was in an earlier batch is its service's to see.
    @Proves("ORD-5.4")
    @Test
    void batchWhenAnItemWasInAnEarlierOneThenItsServiceRecognisesIt() {
        var item =
                "{\"type\": \"lab\", \"patientId\": \"%1$s\", \"code\": \"%2$s\", \"clientMutationId\": \"%2$s-%1$s\"}";
        var first = item.formatted(patient, "x");
        var second = item.formatted(patient, "y");

        success(doc.sendQueued(batch(first), NIGHT));
        success(doc.sendQueued(batch(first, second), NIGHT));

        assertThat(gateway.world().effects("orders", "x-" + patient)).isEqualTo(1);
        assertThat(gateway.world().effects("orders", "y-" + patient)).isEqualTo(1);
    }

    private static Request batch(String... items) {
        return Request.json("POST", "/v1/orders/batch", "{\"items\":[" + String.join(",", items) + "]}");
    }

    @Proves("ORD-2.4")
    @Test
    void orderSetWhenQueuedThenRefusedAndOnlineAccepted() {
        var set = Request.json("POST", "/v1/order-sets", "{\"name\":\"Sepsis\"}");

        assertRefused(doc.sendQueued(set, NIGHT), 422, "OFFLINE_NOT_ALLOWED");
        success(doc.sendOnline(set));
        success(doc.send(Request.of("GET", "/v1/order-sets")));
    }
}
