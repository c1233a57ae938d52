package io.portage.gateway.sync.lookup;

import io.portage.gateway.headers.Key;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// The key in a query, read as RFC 3986 has it: `%2B` and `+` are both a plus, since keys have no spaces that a form
/// could mean by it. Other parameters do not matter.
final class KeyQuery {
    private static final String NAME = "key";
    private static final int HEX = 16;

    private KeyQuery() {}

    /// The one key of a raw query, spelled bare or as a structured-field string, as in the header.
    ///
    /// @throws RejectedException with `REQUEST_MALFORMED`, which does not repeat the value
    static Key read(@Nullable String query) {
        var values = new ArrayList<String>();
        for (var parameter : query == null ? new String[0] : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (decoded(equals < 0 ? parameter : parameter.substring(0, equals)).equals(NAME)) {
                values.add(equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
            }
        }
        if (values.size() != 1) {
            throw malformed(NAME + ": " + values.size() + " parameters (expected: exactly one)");
        }
        try {
            return Key.ofHeader(values.getFirst());
        } catch (IllegalArgumentException e) {
            throw malformed(NAME + ": " + e.getMessage());
        }
    }

    /// One character for each byte: whatever is more than ASCII is no key in any encoding.
    private static String decoded(String text) {
        var decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                decoded.append((char) (digit(text, i + 1) * HEX + digit(text, i + 2)));
                i += 2;
            } else {
                decoded.append(c);
            }
        }
        return decoded.toString();
    }

    private static int digit(String text, int at) {
        int value = at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), HEX) : -1;
        if (value < 0) {
            throw malformed("query: % without two hexadecimal digits (expected: percent-encoding of RFC 3986)");
        }
        return value;
    }

    private static RejectedException malformed(String detail) {
        return Rejection.of(ProblemCode.REQUEST_MALFORMED, detail).asException();
    }
}
