package io.portage.gateway.offline;

import io.portage.gateway.headers.Key;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The instant at which a time-ordered key was made: UUIDv7 (RFC 9562) and ULID carry it, other keys do not.
final class KeyTime {
    private static final Pattern UUID7 =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");
    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}");
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private KeyTime() {}

    static @Nullable Instant of(Key key) {
        var value = key.value();
        if (UUID7.matcher(value).matches()) {
            return Instant.ofEpochMilli(Long.parseLong(value.substring(0, 8) + value.substring(9, 13), 16));
        }
        return ULID.matcher(value).matches() ? Instant.ofEpochMilli(crockford(value.substring(0, 10))) : null;
    }

    private static long crockford(String digits) {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            number = number * 32 + CROCKFORD.indexOf(Character.toUpperCase(digits.charAt(i)));
        }
        return number;
    }
}
