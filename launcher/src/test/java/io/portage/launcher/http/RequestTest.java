package io.portage.launcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What goes out is what was given, and what HTTP cannot do without.
final class RequestTest {
    @Test
    void bytesWhenHeadersAreGivenThenInTheirOrderAndSpelling() {
        var request = new Request(
                "POST",
                "/v1/orders",
                List.of(new Header("idempotency-KEY", "\"a\""), new Header("X-Queued-At", "t")),
                "{\"ä\":1}");
        assertThat(wire(request)).isEqualTo("""
                POST /v1/orders HTTP/1.1
                Host: localhost:8080
                idempotency-KEY: "a"
                X-Queued-At: t
                Content-Length: 8
                Connection: close

                {"ä":1}""".replace("\n", "\r\n"));
    }

    @Test
    void bytesWhenConnectionIsGivenThenItAlone() {
        var request = new Request("GET", "/", List.of(new Header("connection", "close, Idempotency-Key")), "");
        assertThat(wire(request)).isEqualTo("""
                GET / HTTP/1.1
                Host: localhost:8080
                connection: close, Idempotency-Key

                """.replace("\n", "\r\n"));
    }

    private static String wire(Request request) {
        return new String(request.bytes("localhost:8080"), StandardCharsets.UTF_8);
    }
}
