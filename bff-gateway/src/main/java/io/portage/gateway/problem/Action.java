package io.portage.gateway.problem;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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

    /// The action that stands in a problem; empty where it is none of these.
    public static Optional<Action> of(String text) {
        return Stream.of(values()).filter(action -> action.text().equals(text)).findFirst();
    }

    /// Whether the same request may be sent again as it is.
    public boolean retryable() {
        return this == RETRY_SAME_KEY;
    }
}
