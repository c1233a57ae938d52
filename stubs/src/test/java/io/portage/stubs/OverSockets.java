package io.portage.stubs;

import io.portage.stubs.http.Json;
import io.portage.stubs.identity.TokenRequest;
import io.portage.stubs.traffic.Effect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/// One world for all tests of this process, fresh for each of them, and a client that talks to it.
abstract class OverSockets {
    static final StubWorld WORLD = StubWorld.start(StubPorts.ephemeral());

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @BeforeEach
    final void startAfresh() {
        WORLD.clearFaults();
        WORLD.clock().reset();
        WORLD.resetState();
        WORLD.forgetReceived();
        WORLD.forgetEffects();
    }

    static Reply send(String method, URI address, byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(20))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Reply(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A request to the control port, its JSON written with single quotes.
    static Reply control(String method, String path, String json) {
        return send(method, WORLD.control().resolve(path), bytes(json));
    }

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    /// How often the effects of an operation happened, whatever their keys.
    static int effects(String operation) {
        return WORLD.effects().stream()
                .filter(effect -> effect.operation().equals(operation))
                .mapToInt(Effect::count)
                .sum();
    }

    /// Someone who calls one service.
    ///
    /// @param service the service
    /// @param token the bearer token
    record Client(String service, String token) {
        static Client of(String service, String user) {
            return new Client(service, WORLD.token(user));
        }

        Reply get(String path, String... headers) {
            return call("GET", path, "", headers);
        }

        Reply post(String path, String json, String... headers) {
            return call("POST", path, json, headers);
        }

        Reply call(String method, String path, String json, String... headers) {
            var all = new ArrayList<>(List.of(headers));
            all.addAll(List.of("Authorization", "Bearer " + token));
            if (!json.isEmpty() && !all.contains("Content-Type")) {
                all.addAll(List.of("Content-Type", "application/json"));
            }
            return send(method, WORLD.service(service).resolve(path), bytes(json), all.toArray(String[]::new));
        }
    }

    static TokenRequest tokenFor(String user, String tenant) {
        return TokenRequest.defaults()
                .claim("sub", user)
                .claim("preferred_username", user)
                .claim("tenant_id", tenant);
    }

    static JsonNode json(String text) {
        return Json.parse(bytes(text));
    }
}
