package io.portage.kong.check;

import java.util.regex.Pattern;

/// The escapes in a Lua text.
final class LuaEscape {
    private static final Pattern HEX = Pattern.compile("x[0-9A-Fa-f]{2}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,3}");
    private static final Pattern UNICODE = Pattern.compile("u\\{[0-9A-Fa-f]+}");

    private LuaEscape() {}

    /// How long the escape is that begins at that backslash.
    static int length(String text, int backslash, int line) throws LuaError {
        if (backslash + 1 >= text.length()) {
            throw new LuaError(line, "a text that does not end");
        }
        var letter = text.charAt(backslash + 1);
        if ("abfnrtv\\\"'\n\r".indexOf(letter) >= 0) {
            return 2;
        }
        if (letter == 'z') {
            return blanks(text, backslash + 2) - backslash;
        }
        var form = letter == 'x' ? HEX : letter == 'u' ? UNICODE : DECIMAL;
        var found = form.matcher(text).region(backslash + 1, Math.min(text.length(), backslash + 16));
        if (!found.lookingAt() || (form == DECIMAL && Integer.parseInt(found.group()) > 255)) {
            throw new LuaError(line, "an invalid escape");
        }
        return found.end() - backslash;
    }

    private static int blanks(String text, int start) {
        var end = start;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
