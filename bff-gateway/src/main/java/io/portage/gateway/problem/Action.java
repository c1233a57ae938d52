package io.portage.gateway.problem;

import java.util.Locale;

/// What a client should do about a problem.
public enum Action {
    RETRY_SAME_KEY,
    REFRESH_TOKEN,
    DISCARD_AND_TELL_USER,
    DO_ONLINE,
    REFRESH_AND_MERGE,
    LOOK_UP,
    ASK_USER,
    FIX_REQUEST,
    NONE;

    /// As it stands in a problem: `retry-same-key`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether the same request may be sent again as it is.
    public boolean retryable() {
        return this == RETRY_SAME_KEY;
    }
}
