package io.portage.kong.model;

import java.util.regex.Pattern;

/// A path of the formats 1.1 and 2.1, as Kong 3 reads it.
final class OldPath {
    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9.\\-_~/%]*");

    private OldPath() {}

    static String migrate(String path) {
        return PLAIN.matcher(path).matches() ? path : "~" + path;
    }
}
