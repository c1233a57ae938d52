package io.portage.kong.lua;

import java.util.Locale;

/// How names of headers compare: in any letter case, and `_` finds `-`.
final class Headers {
    private Headers() {}

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean mayBe(Datum.Partly some, String plainName) {
        var prefix = plain(some.prefix());
        var suffix = plain(some.suffix());
        return plainName.length() >= prefix.length() + suffix.length()
                && plainName.startsWith(prefix)
                && plainName.endsWith(suffix);
    }
}
