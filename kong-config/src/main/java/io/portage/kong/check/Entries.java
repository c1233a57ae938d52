package io.portage.kong.check;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The entries `name:value` of the transformers.
final class Entries {
    private static final Pattern ENTRY = Pattern.compile("([^:]+):*(.*)", Pattern.DOTALL);
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9_-]+");

    private Entries() {}

    /// What was expected of a header with or without a value; null where it is one.
    static @Nullable String header(String entry) {
        var parts = ENTRY.matcher(entry);
        return parts.matches() && HEADER.matcher(parts.group(1)).matches()
                ? null
                : "the name of a header: letters, digits, - and _";
    }

    /// What was expected of two headers; null where they are.
    static @Nullable String rename(String entry) {
        var parts = ENTRY.matcher(entry);
        return parts.matches()
                        && HEADER.matcher(parts.group(1)).matches()
                        && HEADER.matcher(parts.group(2)).matches()
                ? null
                : "old:new, both names of headers";
    }

    /// What was expected of a name and a value; null where they are.
    static @Nullable String value(String entry) {
        var parts = ENTRY.matcher(entry);
        return parts.matches() && !parts.group(2).isEmpty() ? null : "name:value";
    }
}
