package io.portage.gateway.idempotency.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The scripts of the store: one file for each verb, with what they share in front.
///
/// @param clock Lua that defines `now()`
record RedisScripts(String clock) {
    /// A verb of the store.
    enum Verb {
        CLAIM,
        HEARTBEAT,
        COMPLETE,
        RELEASE,
        ABANDON,
        FIND
    }

    /// With the clock of the server that runs them.
    static RedisScripts withServerClock() {
        return new RedisScripts(file("clock"));
    }

    String text(Verb verb) {
        return text(verb.name().toLowerCase(Locale.ROOT));
    }

    /// No verb of the store: a gateway never holds it.
    String settle() {
        return text("settle");
    }

    private String text(String script) {
        return clock + file("record") + file(script);
    }

    private static String file(String name) {
        try (var stream = RedisScripts.class.getResourceAsStream("/redis/" + name + ".lua")) {
            if (stream == null) {
                throw new IllegalStateException("/redis/" + name + ".lua (expected: on the class path)");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
