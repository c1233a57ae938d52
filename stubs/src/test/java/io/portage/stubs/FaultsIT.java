package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.stubs.traffic.Fault;
import io.portage.stubs.traffic.Fault.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Every way of failing, as a raw client sees it, and whether the effect happened all the same.
final class FaultsIT extends OverSockets {
    private static final String BODY = "{\"type\":\"lab\",\"patientId\":\"p1\",\"code\":\"x\"}";
    private static final String POST =
            "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;

    private static Wire orders() {
        return new Wire(WORLD.service("orders"));
    }

    private static void post(Wire wire) {
        wire.send(POST);
    }

    private static void expectWhole() throws IOException {
        try (var wire = orders()) {
            post(wire);
            assertThat(wire.message()).startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void resetWhenHitThenConnectionResetAfterTheEffect() {
        WORLD.fault(Fault.of("orders", Kind.RESET));
        try (var wire = orders()) {
            post(wire);
            assertThatThrownBy(wire::rest).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
        assertThat(effects("order.create")).isOne();
    }

    @Test
    void closeWhenHitThenStreamEndsWithoutAnswerAfterTheEffect() throws IOException {
        WORLD.fault(Fault.of("orders", Kind.CLOSE));
        try (var wire = orders()) {
            post(wire);
            assertThat(wire.rest()).isEmpty();
        }
        assertThat(effects("order.create")).isOne();
    }

    @Test
    void truncateWhenHitThenFullLengthAndHalfTheBodyAfterTheEffect() throws IOException {
        WORLD.fault(Fault.of("orders", Kind.TRUNCATE));
        try (var wire = orders()) {
            post(wire);
            var head = wire.head();
            assertThat(head).startsWith("HTTP/1.1 201 ");
            int announced = Wire.contentLength(head);
            assertThat(announced).isPositive();
            assertThat(wire.rest()).hasSize(announced / 2);
        }
        assertThat(effects("order.create")).isOne();
    }

    @Test
    void truncateWhenThereIsNoBodyThenHalfTheHead() throws IOException {
        WORLD.fault(Fault.of("registration", Kind.TRUNCATE));
        try (var wire = new Wire(WORLD.service("registration"))) {
            wire.send("DELETE /v1/patients/p1/next-of-kin/n1 HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(wire.rest()).isNotEmpty().startsWith("HTTP/1.1").doesNotContain("\r\n\r\n");
        }
        assertThat(effects("patient.remove-next-of-kin")).isOne();
    }

    @Test
    void statusWhenHitThenAnsweredWithoutTheEffect() throws IOException {
        WORLD.fault(Fault.of("orders", Kind.STATUS).status(503).header("Retry-After", "7"));
        try (var wire = orders()) {
            post(wire);
            assertThat(wire.message())
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 7\r\n")
                    .contains("application/json")
                    .doesNotContain("\"code\"");
        }
        assertThat(WORLD.effects()).isEmpty();
        assertThat(WORLD.received("orders")).hasSize(1);
    }

    @Test
    void htmlWhenHitThenPageOfBadGatewayWithoutTheEffect() throws IOException {
        WORLD.fault(Fault.of("orders", Kind.HTML));
        try (var wire = orders()) {
            post(wire);
            assertThat(wire.message())
                    .startsWith("HTTP/1.1 502 ")
                    .contains("text/html")
                    .contains("<h1>");
        }
        assertThat(WORLD.effects()).isEmpty();
    }

    @Test
    void refuseWhenSetThenPortAndConnectionsAreClosedUntilCleared() throws IOException {
        try (var kept = orders()) {
            post(kept);
            assertThat(kept.message()).startsWith("HTTP/1.1 201 ");
            assertThat(control("POST", "/__faults", "{'service':'orders','kind':'refuse','times':1}")
                            .status())
                    .isEqualTo(201);
            assertThat(kept.rest()).isEmpty();
        }
        assertThatThrownBy(FaultsIT::orders).hasCauseInstanceOf(ConnectException.class);
        assertThatThrownBy(FaultsIT::orders).hasCauseInstanceOf(ConnectException.class);
        assertThat(control("DELETE", "/__faults", "").status()).isEqualTo(204);
        expectWhole();
    }

    @Test
    void delayWhenAloneThenAnswersAsUsualButLate() {
        WORLD.fault(Fault.delay("orders", Duration.ofMillis(300)).times(1));
        var began = Instant.now();
        var reply = Client.of("orders", "doc").post("/v1/orders", BODY);
        assertThat(reply.status()).isEqualTo(201);
        assertThat(Duration.between(began, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void delayWhenTogetherWithCloseThenClosesLate() throws IOException {
        WORLD.fault(Fault.of("orders", Kind.CLOSE).after(Duration.ofMillis(300)));
        var began = Instant.now();
        try (var wire = orders()) {
            post(wire);
            assertThat(wire.rest()).isEmpty();
        }
        assertThat(Duration.between(began, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void timesWhenSpentThenServiceAnswersAgain() throws IOException {
        assertThat(control("POST", "/__faults", "{'service':'orders','kind':'status','status':500,'times':2}")
                        .status())
                .isEqualTo(201);
        for (int i = 0; i < 2; i++) {
            try (var wire = orders()) {
                post(wire);
                assertThat(wire.message()).startsWith("HTTP/1.1 500 ");
            }
        }
        expectWhole();
        assertThat(control("GET", "/__faults", "").text()).isEqualTo("[]");
    }

    @Test
    void methodAndPathWhenGivenThenOtherRequestsPass() throws IOException {
        var doc = Client.of("orders", "doc");
        WORLD.fault(Fault.of("orders", Kind.STATUS).on("POST", "/v1/order-sets"));
        WORLD.fault(Fault.of("orders", Kind.STATUS).on("POST", "/v1/orders/*").status(504));
        expectWhole();
        assertThat(doc.get("/v1/order-sets").status()).isEqualTo(200);
        assertThat(doc.post("/v1/order-sets", "{'name':'n'}").status()).isEqualTo(500);
        assertThat(doc.post("/v1/orders/o1/cancel", "{'version':1}").status()).isEqualTo(504);
    }

    @Test
    void faultOfOneServiceWhenSetThenOthersAnswer() {
        WORLD.fault(Fault.of("orders", Kind.CLOSE));
        assertThat(Client.of("immunizations", "doc")
                        .get("/v1/immunizations/forecast/p1")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void gatewaysOwnQuestionWhenNotNamedThenSparedAndTheFaultWaits() {
        var pat = Client.of("patient-portal", "pat");
        var check = "/v1/portal/delegations/check?patientId=pat";
        WORLD.fault(Fault.of("patient-portal", Kind.STATUS).times(1));
        assertThat(pat.get(check).status()).isEqualTo(200);
        assertThat(pat.get("/v1/portal/account").status()).isEqualTo(500);
        WORLD.fault(Fault.of("patient-portal", Kind.STATUS).on("GET", "/v1/portal/delegations/check"));
        assertThat(pat.get(check).status()).isEqualTo(500);
    }
}
