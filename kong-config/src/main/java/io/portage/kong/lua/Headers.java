package io.portage.kong.lua;

import java.util.Locale;

/// How names of headers compare: in any letter case, and `_` finds `-`.
final class Headers {
    private static final String EXACTLY = "=";

    private Headers() {}

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The header that is spelled with `-`, whatever its twin with `_` is.
    static String exactly(String plainName) {
        return EXACTLY + plainName;
    }

    static boolean isExactly(String header) {
        return header.startsWith(EXACTLY);
    }

    /// The other way to look at a header.
    static String otherView(String header) {
        return isExactly(header) ? header.substring(EXACTLY.length()) : exactly(header);
    }

    static boolean mayBe(Datum.Partly some, String plainName) {
        var prefix = plain(some.prefix());
        var suffix = plain(some.suffix());
        return plainName.length() >= prefix.length() + suffix.length()
                && plainName.startsWith(prefix)
                && plainName.endsWith(suffix);
    }
}
