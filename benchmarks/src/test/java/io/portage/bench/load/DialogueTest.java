package io.portage.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What is read is what was sent, as soon as it was, and what is cut off is no answer.
final class DialogueTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] NOTHING = new byte[0];

    private static byte[] head(int length) {
        return Dialogue.head("/v1/orders", "t", "", length);
    }

    @Test
    void sendWhenTheLengthIsKnownThenAllOfItAndTheConnectionGoesOn() throws IOException {
        try (var upstream = new Upstream();
                var dialogue = new Dialogue(upstream.address(), PATIENCE)) {
            for (int bytes : new int[] {100, 70_000, 1_000}) {
                var response = dialogue.send(head(bytes), Bodies.json(bytes));
                assertThat(response.status()).isEqualTo(201);
                assertThat(response.headers()).containsEntry("etag", "\"1\"");
                assertThat(response.body().readAllBytes()).isEqualTo(Bodies.json(bytes));
            }
            assertThat(upstream.requests()).isEqualTo(3);
        }
    }

    /// The second chunk comes only when the first was read, so a reader that waited for more would wait for ever.
    @Test
    void sendWhenThereAreChunksThenEachAsItComes() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var read = new CompletableFuture<Void>();
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                body.write("first\n".getBytes(UTF_8));
                body.flush();
                read.orTimeout(10, TimeUnit.SECONDS).join();
                body.write("second\n".repeat(10_000).getBytes(UTF_8));
            }
        });
        try (var threads = Executors.newSingleThreadExecutor();
                var dialogue = new Dialogue(
                        URI.create("http://localhost:" + server.getAddress().getPort()), PATIENCE)) {
            server.setExecutor(threads);
            server.start();
            var response = dialogue.send(head(0), NOTHING);
            var reader = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
            assertThat(reader.readLine()).isEqualTo("first");
            read.complete(null);
            assertThat(reader.lines()).hasSize(10_000).allMatch("second"::equals);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void sendWhenCutOffThenSaid() throws Exception {
        cutOff("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345", "5 bytes early");
        cutOff("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n", "within a line");
        cutOff("HTTP/1.1 200 OK\r\nContent-Le", "within a line");
    }

    private static void cutOff(String sent, String said) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var dialogue = new Dialogue(URI.create("http://localhost:" + server.getLocalPort()), PATIENCE)) {
            var peer = server.accept();
            peer.getOutputStream().write(sent.getBytes(UTF_8));
            peer.shutdownOutput();
            assertThatThrownBy(() -> dialogue.send(head(0), NOTHING).body().readAllBytes())
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining(said);
            peer.close();
        }
    }
}
