package io.portage.launcher.demo;

import io.portage.launcher.http.Header;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What was said before and is meant again: keys, instants, and parts of answers.
final class Memory {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+(?:\\.[a-z-]+)?)}");
    private final Map<String, String> known = new HashMap<>();

    void keep(String name, String value) {
        known.put(name, value);
    }

    /// The text with its places filled in.
    String fill(String text) {
        return PLACE.matcher(text).replaceAll(this::value);
    }

    private String value(MatchResult place) {
        var name = place.group(1);
        var value = name.startsWith("key.") ? known.computeIfAbsent(name, _ -> freshKey()) : known.get(name);
        if (value == null) {
            throw new IllegalStateException("{" + name + "} (expected: one of " + known.keySet() + ")");
        }
        return value;
    }

    private static String freshKey() {
        return UUID.randomUUID().toString();
    }

    /// The header line, at the time it is first sent.
    Header line(Draft.Line line, Instant now) {
        return switch (line) {
            case Draft.Line.Text(var header, var value) -> new Header(header, fill(value));
            case Draft.Line.Moment(var header, var name, var ago) ->
                new Header(
                        header,
                        known.computeIfAbsent(
                                name,
                                _ -> now.minus(ago)
                                        .truncatedTo(ChronoUnit.MILLIS)
                                        .toString()));
        };
    }
}
