package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.stubs.traffic.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The control API: its shapes, and how it complains.
final class ControlApiIT extends OverSockets {
    private static final String ORDER = "{'type':'lab','patientId':'p1','code':'x','clientMutationId':'c1'}";

    private final Client doc = Client.of("orders", "doc");

    @Test
    void receivedWhenAskedThenRequestsOfThatServiceInFull() {
        doc.post("/v1/orders", ORDER, "Idempotency-Key", "k1");
        Client.of("immunizations", "doc").get("/v1/immunizations/forecast/p1");
        var received = control("GET", "/__received?service=orders", "").json();
        assertThat(received.size()).isOne();
        var request = received.path(0);
        assertThat(request.propertyNames()).containsExactly("service", "method", "path", "headers", "bodyBase64", "at");
        assertThat(request.path("service").stringValue()).isEqualTo("orders");
        assertThat(request.path("headers").toString()).contains("[\"Idempotency-Key\",\"k1\"]");
        assertThat(Base64.getDecoder().decode(request.path("bodyBase64").stringValue()))
                .isEqualTo(bytes(ORDER));
        assertThat(Duration.between(Instant.parse(request.path("at").stringValue()), Instant.now()))
                .isBetween(Duration.ofSeconds(-1), Duration.ofMinutes(1));
        assertThat(control("GET", "/__received", "").json().size()).isEqualTo(2);
    }

    @Test
    void receivedWhenDeletedThenEmptyAndRequestsOfControlPortNeverShow() {
        doc.post("/v1/orders", ORDER);
        assertThat(control("DELETE", "/__received", "").status()).isEqualTo(204);
        assertThat(control("GET", "/__received", "").text()).isEqualTo("[]");
    }

    @Test
    void effectsWhenKeysDifferThenCountedApart() {
        doc.post("/v1/orders", "{'type':'lab','patientId':'p1','code':'x'}");
        doc.post("/v1/orders", "{'type':'lab','patientId':'p1','code':'x'}");
        doc.post("/v1/orders", ORDER, "Idempotency-Key", "\"k1\"");
        assertThat(control("GET", "/__effects?service=orders", "").json())
                .isEqualTo(
                        json(
                                "[{'operation':'order.create','clientMutationId':null,'idempotencyKey':null,'count':2},"
                                        + "{'operation':'order.create','clientMutationId':'c1','idempotencyKey':'\\'k1\\'','count':1}]"));
        assertThat(control("GET", "/__effects?service=registration", "").text()).isEqualTo("[]");
        assertThat(control("DELETE", "/__effects", "").status()).isEqualTo(204);
        assertThat(WORLD.effects()).isEmpty();
    }

    @Test
    void effectsWhenRefusedOrReadThenNone() {
        assertThat(doc.post("/v1/orders", "{'type':'massage','patientId':'p1','code':'x'}")
                        .status())
                .isEqualTo(422);
        assertThat(doc.get("/v1/order-sets").status()).isEqualTo(200);
        assertThat(WORLD.effects()).isEmpty();
    }

    @Test
    void clockWhenMovedThenSaysNowAndGoesOn() {
        var now = Instant.parse(
                control("POST", "/__clock", "{'now':'2030-01-01T00:00:00Z'}").at("/now"));
        assertThat(Duration.between(Instant.parse("2030-01-01T00:00:00Z"), now)).isLessThan(Duration.ofSeconds(10));
        control("POST", "/__clock", "{'advance':'PT25H'}");
        control("POST", "/__clock", "{'advance':'PT-1H'}");
        assertThat(Instant.parse(control("GET", "/__clock", "").at("/now")))
                .isBetween(Instant.parse("2030-01-02T00:00:00Z"), Instant.parse("2030-01-02T00:01:00Z"));
        doc.get("/v1/order-sets");
        assertThat(WORLD.received("orders").getFirst().at()).isAfter(Instant.parse("2030-01-02T00:00:00Z"));
    }

    @Test
    void stateWhenDeletedThenServicesForget() {
        var first = doc.post("/v1/orders", ORDER);
        assertThat(control("DELETE", "/__state", "").status()).isEqualTo(204);
        doc.post("/v1/orders", ORDER);
        assertThat(first.status()).isEqualTo(201);
        assertThat(WORLD.effects("orders")).containsExactly(new Effect("orders", "order.create", "c1", null, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /__faults | {'service':'order','kind':'reset'} | service: order (expected: one of [registration, patient-portal, immunizations, orders])
            POST | /__faults | {'service':'orders','kind':'explode'} | kind: explode (expected: one of [refuse, reset, close, truncate, status, html])
            POST | /__faults | {'service':'orders'} | kind: missing (expected: a kind, or delayMs > 0)
            POST | /__faults | {'kind':'reset'} | service: missing (expected: text)
            POST | /__faults | {'service':'orders','kind':'reset','times':0} | times: 0 (expected: > 0)
            POST | /__faults | {'service':'orders','kind':'reset','times':'x'} | times: "x" (expected: a number)
            POST | /__faults | {'service':'orders','kind':'status','status':99} | status: 99 (expected: 200 to 599)
            POST | /__faults | {'service':'orders','delayMs':-1} | delayMs: -1 (expected: >= 0)
            POST | /__faults | {'service':'orders','kin':'reset'} | member: kin (expected: one of [service, kind, method, path, times, delayMs, status, headers])
            POST | /__faults | [] | body: [] (expected: an object)
            POST | /__clock | {'now':'yesterday'} | now: yesterday (expected: an RFC 3339 instant)
            POST | /__clock | {'advance':'25h'} | advance: 25h (expected: an ISO 8601 duration such as PT25H or PT-1H)
            POST | /__clock | {} | now, advance (expected: one of the two)
            POST | /__token | {'key':'left'} | key: left (expected: one of [right, other, none])
            POST | /__token | {'claims':1} | claims: 1 (expected: an object)
            POST | /__accounts | {'user':'pat'} | suspended: missing (expected: true or false)
            POST | /__allergies | {'patientId':'p1'} | substance: missing (expected: text)
            GET | /__received?service=order | '' | service: order (expected: one of [registration, patient-portal, immunizations, orders])
            GET | /__effects?service= | '' | service:  (expected: one of [registration, patient-portal, immunizations, orders])
            """, quoteCharacter = '`')
    void badInputWhenSentThenValueAndExpectationAreNamed(String method, String path, String body, String message) {
        var reply = control(method, path, body.equals("''") ? "" : body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("CONTROL_REQUEST_INVALID");
        assertThat(reply.at("/message")).isEqualTo(message);
    }

    @Test
    void clockWhenMovedBeyondWhatCanBeSaidThenRefusedAndUnmoved() {
        assertThat(control("POST", "/__clock", "{'advance':'PT2562047788015H'}").status())
                .isEqualTo(400);
        assertThat(Duration.between(WORLD.clock().instant(), Instant.now()).abs())
                .isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void bodyWhenNotJsonThenRefused() {
        var reply = control("POST", "/__clock", "{now");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/message")).startsWith("body: ").endsWith("(expected: JSON)");
    }

    @Test
    void unknownPathWhenAskedThenNotFound() {
        assertThat(control("GET", "/__unknown", "").status()).isEqualTo(404);
        assertThat(control("POST", "/__orders/none/complete", "").status()).isEqualTo(404);
        assertThat(control("GET", "/__health", "").at("/status")).isEqualTo("UP");
    }
}
