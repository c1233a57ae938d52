package io.portage.gateway.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// A script, which Redis runs as one step.
///
/// @param name what the log calls it
/// @param givesList whether it returns a list, else a number
public record RedisScript(String name, String text, boolean givesList) {
    /// One that returns a number. It stands in files of `resources/redis`, one behind the other; the last gives the
    /// name.
    public static RedisScript number(String... files) {
        return of(files, false);
    }

    /// The same for one that returns a list.
    public static RedisScript list(String... files) {
        return of(files, true);
    }

    private static RedisScript of(String[] files, boolean givesList) {
        var text = Arrays.stream(files).map(RedisScript::file).collect(Collectors.joining());
        return new RedisScript(files[files.length - 1], text, givesList);
    }

    /// What stands in one such file.
    public static String file(String name) {
        var path = "/redis/" + name + ".lua";
        try (var stream = RedisScript.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException(path + " (expected: on the class path)");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
