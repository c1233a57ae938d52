package io.portage.gateway.session;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.portage.gateway.Settings;
import io.portage.gateway.SettingsTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A token endpoint that answers refreshes as a test wants it, and counts them.
final class TokenProvider implements AutoCloseable {
    private static final String GRANTED =
            "{\"access_token\":\"access-%d\",\"token_type\":\"Bearer\",\"expires_in\":300,\"refresh_token\":\"refresh-%d\"}";
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Runnable meanwhile = () -> {};
    private volatile int status = 200;

    TokenProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        int count = asked.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        meanwhile.run();
        var text = switch (status) {
            case 200 -> GRANTED.formatted(count, count);
            case 400 -> "{\"error\":\"invalid_grant\"}";
            case 401 -> "{\"error\":\"invalid_client\"}";
            default -> "<!doctype html><title>away</title>";
        };
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", status == 503 ? "text/html" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /// How it answers from now on.
    TokenProvider answers(int next) {
        status = next;
        return this;
    }

    /// What happens elsewhere before it answers.
    TokenProvider meanwhile(Runnable action) {
        meanwhile = action;
        return this;
    }

    int asked() {
        return asked.get();
    }

    Settings settings() {
        return SettingsTest.bound(Map.of(
                "portage.token.issuers[0].url",
                "http://localhost:" + server.getAddress().getPort() + "/realms/ehr",
                "portage.login.client-id",
                "ehr-web",
                "portage.login.client-secret",
                "secret",
                "portage.login.base-url",
                "http://localhost:8080"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
