package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.stubs.http.HeaderLine;
import io.portage.stubs.http.HttpFront;
import io.portage.stubs.http.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a raw client sends is what the stubs say they received, and HTTP/1.1 is spoken in full.
final class HttpFrontIT extends OverSockets {
    private static final String ORDER = "{\"type\":\"lab\",\"patientId\":\"p1\",\"code\":\"x\"}";

    private static Wire orders() {
        return new Wire(WORLD.service("orders"));
    }

    private static String body() {
        return new String(WORLD.received("orders").getFirst().body(), StandardCharsets.UTF_8);
    }

    @Test
    void headersWhenReceivedThenKeptInOrderCaseAndBytes() throws IOException {
        try (var wire = orders()) {
            wire.send(
                    "GET /v1/order-sets?b=2&a=%20 HTTP/1.1\r\nhOsT: x\r\nX-b: 1\r\nx-A:\t\"q\u00e9 ~ ,;\" \r\nX-B: 2\r\n"
                            + "idempotency-KEY:k\r\nX-Empty:\r\n\r\n");
            assertThat(wire.message()).startsWith("HTTP/1.1 200 OK\r\n");
        }
        var request = WORLD.received("orders").getFirst();
        assertThat(request.headers())
                .containsExactly(
                        new HeaderLine("hOsT", "x"),
                        new HeaderLine("X-b", "1"),
                        new HeaderLine("x-A", "\"q\u00e9 ~ ,;\""),
                        new HeaderLine("X-B", "2"),
                        new HeaderLine("idempotency-KEY", "k"),
                        new HeaderLine("X-Empty", ""));
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/v1/order-sets?b=2&a=%20");
    }

    @Test
    void chunkedBodyWhenReceivedThenJoined() throws IOException {
        try (var wire = orders()) {
            wire.send("POST /v1/orders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            wire.send("5;ext=1\r\n" + ORDER.substring(0, 5) + "\r\n");
            wire.send(Integer.toHexString(ORDER.length() - 5) + "\r\n" + ORDER.substring(5) + "\r\n0\r\nT: 1\r\n\r\n");
            assertThat(wire.message()).startsWith("HTTP/1.1 201 Created\r\n");
        }
        assertThat(body()).isEqualTo(ORDER);
    }

    @Test
    void connectionWhenKeptThenAnswersOneRequestAfterTheOther() throws IOException {
        try (var wire = orders()) {
            var request = "GET /v1/order-sets HTTP/1.1\r\nHost: x\r\n\r\n";
            wire.send(request + request);
            assertThat(wire.message()).endsWith("{\"items\":[]}");
            assertThat(wire.message()).endsWith("{\"items\":[]}");
            wire.send("GET /v1/order-sets HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(wire.rest()).endsWith("{\"items\":[]}");
        }
        assertThat(WORLD.received("orders")).hasSize(3);
    }

    @Test
    void oldHttpWhenAnsweredThenConnectionEnds() throws IOException {
        try (var wire = orders()) {
            wire.send("GET /v1/order-sets HTTP/1.0\r\n\r\n");
            assertThat(wire.rest()).endsWith("{\"items\":[]}");
        }
    }

    @Test
    void expectContinueWhenBodyFollowsThenItIsAskedFor() throws IOException {
        try (var wire = orders()) {
            wire.send("POST /v1/orders HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: " + ORDER.length()
                    + "\r\n\r\n");
            assertThat(wire.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            wire.send(ORDER);
            assertThat(wire.message()).startsWith("HTTP/1.1 201 Created\r\n");
        }
        assertThat(body()).isEqualTo(ORDER);
    }

    @Test
    void headWhenAskedThenLengthOfGetAndNoBody() throws IOException {
        try (var wire = orders()) {
            wire.send("HEAD /v1/order-sets HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            var head = wire.head();
            assertThat(head).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(Wire.contentLength(head)).isEqualTo("{\"items\":[]}".length());
            assertThat(wire.rest()).isEmpty();
        }
        assertThat(WORLD.received("orders").getFirst().method()).isEqualTo("HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/order-sets\r\n\r\n",
                "GET /v1/order-sets HTTP/2\r\n\r\n",
                "GET /v1/order-sets HTTP/1.1\r\nno colon\r\n\r\n",
                "GET /v1/order-sets HTTP/1.1\r\nSpace : x\r\n\r\n",
                "GET /v1/order-sets HTTP/1.1\r\nA: b\r\n folded\r\n\r\n",
                "POST /v1/orders HTTP/1.1\r\nContent-Length: many\r\n\r\n",
                "POST /v1/orders HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n"
            })
    void malformedRequestWhenReceivedThenRefusedAndNotRecorded(String request) throws IOException {
        try (var wire = orders()) {
            wire.send(request);
            assertThat(wire.rest()).startsWith("HTTP/1.1 400 ").contains("REQUEST_MALFORMED", "(expected: ");
        }
        assertThat(WORLD.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/actuator/health"})
    void healthProbeWhenAnsweredThenNotRecorded(String path) {
        for (var service : List.of("registration", "patient-portal", "immunizations", "orders")) {
            assertThat(send("GET", WORLD.service(service).resolve(path), new byte[0])
                            .status())
                    .isEqualTo(200);
        }
        assertThat(WORLD.received()).isEmpty();
    }

    @Test
    void controlApiOfWireMockWhenAskedForThenNotThere() {
        assertThat(send("GET", WORLD.service("orders").resolve("/__admin/mappings"), new byte[0])
                        .status())
                .isEqualTo(404);
    }

    @Test
    void targetWhenWireMockEndsItsConnectionOverItThenNextRequestIsAnswered() throws IOException {
        try (var wire = orders()) {
            for (int i = 0; i < 3; i++) {
                wire.send("GET /v1/%zz HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(wire.message()).startsWith("HTTP/1.1 4");
                wire.send("GET /v1/order-sets HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(wire.message()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void bodyWhenLargeThenKeptInFull() {
        var image = new byte[5 * 1024 * 1024];
        Arrays.fill(image, (byte) 7);
        var reply = send(
                "PUT",
                WORLD.service("registration").resolve("/v1/patients/p1/portrait"),
                image,
                "Content-Type",
                "image/jpeg");
        assertThat(reply.at("/size")).isEqualTo(String.valueOf(image.length));
        assertThat(WORLD.received("registration").getFirst().body()).isEqualTo(image);
    }

    @Test
    void handlerWhenItFailsThenServerErrorAndNoBrokenConnection() throws IOException {
        int port = StubPorts.ephemeral().control();
        HttpHandler failing = _ -> {
            throw new IOException("out of order");
        };
        try (var front = HttpFront.open(port, failing);
                var wire = new Wire(URI.create("http://localhost:" + front.port()))) {
            wire.send("GET / HTTP/1.1\r\n\r\n");
            assertThat(wire.message()).startsWith("HTTP/1.1 500 ").contains("STUB_FAILED", "out of order");
        }
    }
}
