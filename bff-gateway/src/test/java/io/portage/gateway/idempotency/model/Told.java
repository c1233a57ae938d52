package io.portage.gateway.idempotency.model;

import java.util.Locale;

/// What a store answers.
///
/// @param number the fence of an acquired claim, the kept answer, the remaining lease of a key that is held; else 0
/// @param first when the first attempt was claimed, of a key that was looked up; else 0
public record Told(Kind kind, long number, long first) {
    /// Claims in production's words, whether an owner's word was taken, and what is known of a key.
    public enum Kind {
        ACQUIRED,
        REPLAY,
        TOMBSTONE,
        BUSY,
        MISMATCH,
        UNKNOWN,
        REFUSED,
        YES,
        NO,
        KNOWN_COMPLETED,
        KNOWN_TOMBSTONE,
        KNOWN_RUNNING,
        KNOWN_UNKNOWN,
        KNOWN_NOTHING
    }

    public Told(Kind kind, long number) {
        this(kind, number, 0);
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
