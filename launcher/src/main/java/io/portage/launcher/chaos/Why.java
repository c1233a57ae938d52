package io.portage.launcher.chaos;

import java.util.Locale;

/// Why a phone sends a request.
enum Why {
    /// The user wants it.
    FIRST,
    /// The answer to the one before was not final.
    AGAIN,
    /// A copy of another request, sent at the same time; nobody waits for its answer.
    TWIN,
    /// All is well again: what has become of it?
    CHECK,
    /// The gateways think that it is a day later.
    LATE;

    /// Whether everything runs undisturbed by then.
    boolean isCalm() {
        return this == CHECK || this == LATE;
    }

    String shown() {
        return name().toLowerCase(Locale.ROOT);
    }
}
