package io.portage.kong.flow;

import java.util.Locale;

/// What becomes of a header, best first.
public enum Verdict {
    /// It arrives as it was sent, and does not arrive where it was not sent.
    PRESERVED,
    /// Kong sets it where the client sent none; only the correlation id may be.
    MINTED,
    /// Kong answers by itself; nothing goes on.
    TERMINATED,
    /// Nobody can say without running it.
    UNPROVEN,
    /// It is removed, changed, doubled, or made up.
    VIOLATED;

    public Verdict worst(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
