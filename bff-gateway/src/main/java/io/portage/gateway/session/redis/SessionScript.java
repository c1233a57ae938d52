package io.portage.gateway.session.redis;

import io.portage.gateway.idempotency.redis.RedisLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The scripts of the sessions, one file for each verb.
enum SessionScript implements RedisLink.Script {
    PUT,
    TOUCH,
    UPDATE,
    RENEW,
    REMOVE,
    LOCK,
    UNLOCK;

    private final String text = file();

    @Override
    public String text() {
        return text;
    }

    @Override
    public boolean givesList() {
        return this == TOUCH;
    }

    private String file() {
        var path = "/redis/session/" + name().toLowerCase(Locale.ROOT) + ".lua";
        try (var stream = SessionScript.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException(path + " (expected: on the class path)");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
