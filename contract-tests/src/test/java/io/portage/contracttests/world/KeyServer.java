package io.portage.contracttests.world;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Serves an issuer's public keys in its place, and counts who asks.
public final class KeyServer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger keys = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();

    KeyServer(Supplier<String> keySet) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            (exchange.getRequestURI().getPath().equals("/keys") ? keys : others).incrementAndGet();
            var body = keySet.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    URI address() {
        return at("/keys");
    }

    /// Where nobody has any business.
    public URI elsewhere() {
        return at("/elsewhere");
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    /// How often the keys were fetched.
    public int fetches() {
        return keys.get();
    }

    /// How often somebody went anywhere else.
    public int visits() {
        return others.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
