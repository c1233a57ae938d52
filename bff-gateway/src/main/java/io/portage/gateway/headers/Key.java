package io.portage.gateway.headers;

import org.jspecify.annotations.Nullable;

/// An idempotency key: what identifies one action of a user, however it was spelled in a header.
///
/// @param value 1 to 255 printable ASCII characters without spaces
public record Key(String value) {
    private static final int LONGEST = 255;
    private static final String EXPECTED = "(expected: 1 to 255 printable ASCII characters without spaces,"
            + " bare or as a complete structured-field string)";

    /// Reads a header value: bare (`abc`), or as a structured-field string of RFC 9651 (`"abc"`), which are one key.
    ///
    /// @throws IllegalArgumentException where it is neither; the message does not repeat the value
    public static Key ofHeader(String value) {
        return value.startsWith("\"") ? of(unquote(value)) : of(value);
    }

    /// A key as it stands in a body.
    ///
    /// @throws IllegalArgumentException where it is no key; the message does not repeat the value
    public static Key of(String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException(value.length() + " characters " + EXPECTED);
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException("character U+%04X at %d %s".formatted((int) c, i + 1, EXPECTED));
            }
        }
        return new Key(value);
    }

    /// A key as it stands in a body, or null where it is no key.
    public static @Nullable Key orNull(String value) {
        try {
            return of(value);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static String unquote(String value) {
        var content = new StringBuilder(value.length());
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                if (i != value.length() - 1) {
                    throw new IllegalArgumentException("text after the closing quote " + EXPECTED);
                }
                return content.toString();
            }
            if (c == '\\') {
                i++;
                if (i == value.length() || (value.charAt(i) != '"' && value.charAt(i) != '\\')) {
                    throw new IllegalArgumentException("a backslash before neither quote nor backslash " + EXPECTED);
                }
                c = value.charAt(i);
            }
            content.append(c);
        }
        throw new IllegalArgumentException("an opening quote without a closing one " + EXPECTED);
    }
}
