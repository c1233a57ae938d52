package io.portage.contract;

import java.util.ArrayList;
import java.util.List;

/// An RFC 6901 JSON pointer, the way the sync contract names a place in a body.
///
/// @param tokens the unescaped reference tokens; empty means the whole document
public record JsonPointer(List<String> tokens) {
    public JsonPointer {
        tokens = List.copyOf(tokens);
    }

    /// Reads `/a/b~1c`.
    ///
    /// @throws IllegalArgumentException where `text` is no JSON pointer
    public static JsonPointer parse(String text) {
        if (text.isEmpty()) {
            return new JsonPointer(List.of());
        }
        if (text.charAt(0) != '/') {
            throw new IllegalArgumentException(
                    "\"" + text + "\" (expected: a JSON pointer, which is empty or starts with /)");
        }
        var tokens = new ArrayList<String>();
        for (var token : text.substring(1).split("/", -1)) {
            tokens.add(unescape(text, token));
        }
        return new JsonPointer(tokens);
    }

    private static String unescape(String text, String token) {
        var plain = new StringBuilder();
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c != '~') {
                plain.append(c);
                continue;
            }
            char escape = ++i < token.length() ? token.charAt(i) : ' ';
            switch (escape) {
                case '0' -> plain.append('~');
                case '1' -> plain.append('/');
                default ->
                    throw new IllegalArgumentException(
                            "\"" + text + "\" (expected: a JSON pointer, in which ~ is followed by 0 or 1)");
            }
        }
        return plain.toString();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var token : tokens) {
            text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }
}
