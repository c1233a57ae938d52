package io.portage.gateway.headers;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/// Instants as RFC 3339 writes them, and nothing else that a lenient parser would take.
final class Rfc3339 {
    private static final Pattern FORM =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

    private Rfc3339() {}

    /// @throws DateTimeException where the text is no RFC 3339 instant
    static Instant parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new DateTimeException("not RFC 3339");
        }
        var upper = text.replace('t', 'T').replace('z', 'Z');
        // A leap second is a valid instant that java.time does not have.
        if (upper.startsWith(":60", 16)) {
            return OffsetDateTime.parse(upper.substring(0, 16) + ":59" + upper.substring(19))
                    .toInstant()
                    .plusSeconds(1);
        }
        return OffsetDateTime.parse(upper).toInstant();
    }
}
