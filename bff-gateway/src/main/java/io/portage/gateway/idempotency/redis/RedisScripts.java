package io.portage.gateway.idempotency.redis;

import io.portage.gateway.redis.RedisScript;
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
        return new RedisScripts(RedisScript.file("clock"));
    }

    RedisScript script(Verb verb) {
        return new RedisScript(verb.name(), text(verb), verb == Verb.CLAIM || verb == Verb.FIND);
    }

    String text(Verb verb) {
        return text(verb.name().toLowerCase(Locale.ROOT));
    }

    /// No verb of the store: a gateway never holds it.
    String settle() {
        return text("settle");
    }

    private String text(String script) {
        return clock + RedisScript.file("record") + RedisScript.file(script);
    }
}
