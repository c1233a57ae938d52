package io.portage.kong.model;

import java.util.Arrays;
import java.util.Optional;

/// A release line of Kong that is known here.
public enum KongVersion {
    V3_4("3.4"),
    V3_5("3.5"),
    V3_6("3.6"),
    V3_7("3.7"),
    V3_8("3.8"),
    V3_9("3.9");

    /// The one whose fields are known.
    public static final KongVersion NEWEST = V3_9;

    private final String text;

    KongVersion(String text) {
        this.text = text;
    }

    /// The version of that spelling.
    public static Optional<KongVersion> of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst();
    }

    public boolean isAtLeast(KongVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
