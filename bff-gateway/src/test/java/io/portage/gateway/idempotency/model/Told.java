package io.portage.gateway.idempotency.model;

import java.util.Locale;

/// What a store answers.
///
/// @param number the fence of an acquired claim, the answer of a replay, the remaining lease of a busy key; else 0
public record Told(Kind kind, long number) {
    /// Claims in production's words, and whether an owner's word was taken, or an effect is known.
    public enum Kind {
        ACQUIRED,
        REPLAY,
        TOMBSTONE,
        BUSY,
        MISMATCH,
        UNKNOWN,
        REFUSED,
        YES,
        NO
    }

    public static Told of(Kind kind) {
        return new Told(kind, 0);
    }

    public static Told of(boolean yes) {
        return of(yes ? Kind.YES : Kind.NO);
    }

    boolean is(Kind other) {
        return kind == other;
    }

    String text() {
        var word = kind.name().toLowerCase(Locale.ROOT);
        return number == 0 ? word : word + " " + number;
    }
}
