package io.portage.contracttests.headers;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Valid values of sync headers, from the edges of what is allowed as well as from between.
final class HeaderValues {
    /// Every printable ASCII character but the space. It opens with `!`: only a first `"` means a quoted string.
    static final String EVERY_CHARACTER =
            IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining());

    private static final List<Function<OffsetDateTime, String>> SPELLINGS = List.of(
            at -> at.toInstant().toString(),
            at -> at.withOffsetSameInstant(ZoneOffset.ofHoursMinutes(5, 30))
                    .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
            at -> at.toInstant().toString().toLowerCase(Locale.ROOT),
            at -> at.withNano(123_456_789).toInstant().toString(),
            at -> at.withNano(0).toInstant().toString().replace("Z", "+00:00"),
            at -> at.withNano(0).toInstant().toString().replace("Z", ".5-00:00"));

    private final RandomGenerator random;

    HeaderValues(RandomGenerator random) {
        this.random = random;
    }

    /// A bare key of that many characters.
    String key(int length) {
        var text = new StringBuilder();
        while (text.length() < length) {
            char c = (char) random.nextInt('!', '~' + 1);
            if (c != '"' || !text.isEmpty()) {
                text.append(c);
            }
        }
        return text.toString();
    }

    /// The structured-field string with that content.
    static String quoted(String content) {
        return '"' + content.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// That instant in one of the spellings of RFC 3339.
    String instant(Instant instant) {
        return SPELLINGS.get(random.nextInt(SPELLINGS.size())).apply(instant.atOffset(ZoneOffset.UTC));
    }
}
