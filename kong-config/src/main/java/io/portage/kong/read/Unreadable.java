package io.portage.kong.read;

/// Why a file cannot be read at all, and where that shows.
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Position at;
    private final String reason;

    Unreadable(Position at, String message) {
        super(message, null, false, false);
        this.at = at;
        this.reason = message;
    }

    /// What is wrong, and what was expected.
    public String reason() {
        return reason;
    }

    public Position at() {
        return at;
    }
}
