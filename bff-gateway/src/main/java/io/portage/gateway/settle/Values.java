package io.portage.gateway.settle;

import io.portage.gateway.headers.Key;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.redis.Settled;
import io.portage.gateway.settle.Settle.WrongUsage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads what was named on the command line, and says what was expected where it is wrong.
final class Values {
    private static final String FROM_INPUT = "-";

    private Values() {}

    static Scope scope(@Nullable String key, @Nullable String tenant, @Nullable String subject, InputStream in) {
        if (key == null) {
            throw new WrongUsage("KEY is missing (expected: the idempotency key, or - to read it)");
        }
        var whose = present("--tenant", tenant);
        var who = present("--subject", subject);
        return new Scope(whose, who, key(key.equals(FROM_INPUT) ? firstLine(in) : key));
    }

    private static Key key(String text) {
        try {
            return Key.ofHeader(text);
        } catch (IllegalArgumentException e) {
            throw new WrongUsage("KEY: " + e.getMessage());
        }
    }

    private static String firstLine(InputStream in) {
        try {
            var line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String present(String option, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new WrongUsage(option + " is missing (expected: as in the caller's token)");
        }
        return value;
    }

    static Settled.Verdict verdict(String text) {
        return Arrays.stream(Settled.Verdict.values())
                .filter(verdict -> verdict.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new WrongUsage("--as: " + text + " (expected: completed or no-effect)"));
    }
}
