package io.portage.gateway.headers;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/// Instants as RFC 3339 writes them, and nothing else that a lenient parser would take.
final class Rfc3339 {
    private static final Pattern FORM =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})");
    private static final Pattern BEYOND_NANOSECONDS = Pattern.compile("(\\.\\d{9})\\d+");
    private static final int SECONDS = 16;

    private Rfc3339() {}

    /// @throws DateTimeException where the text is no RFC 3339 instant
    static Instant parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new DateTimeException("not RFC 3339");
        }
        var upper = BEYOND_NANOSECONDS
                .matcher(text.replace('t', 'T').replace('z', 'Z'))
                .replaceFirst("$1");
        return upper.startsWith(":60", SECONDS)
                ? leapSecond(upper)
                : OffsetDateTime.parse(upper).toInstant();
    }

    /// A leap second is a valid instant that java.time does not have: the last one of a day in UTC.
    private static Instant leapSecond(String text) {
        var before = text.substring(0, SECONDS) + ":59" + text.substring(SECONDS + 3);
        var instant = OffsetDateTime.parse(before).toInstant().plusSeconds(1);
        var time =
                instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC).toLocalTime();
        if (!time.equals(LocalTime.MIDNIGHT)) {
            throw new DateTimeException("no leap second");
        }
        return instant;
    }
}
