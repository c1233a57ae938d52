package io.portage.gateway.idempotency.redis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What came of settling a key by hand, and what was known of it at that moment.
///
/// @param outcome what came of it
/// @param state what was known of the key before
/// @param tag the hash by which the record is found, and which may be told
/// @param at when, by the clock of Redis
/// @param fence number of the newest attempt; null where none is known
/// @param firstAttempt when the mutation was first sent; null where that is not kept
/// @param keptUntil until when the record is kept as it is now; null where there is none
/// @param leaseEnd end of the running attempt's lease; null where none was running
/// @param newestEntry the newest entry of the key's audit, as JSON; null where nobody ever settled it
public record Settled(
        Outcome outcome,
        State state,
        String tag,
        Instant at,
        @Nullable Long fence,
        @Nullable Instant firstAttempt,
        @Nullable Instant keptUntil,
        @Nullable Instant leaseEnd,
        @Nullable String newestEntry) {
    /// What somebody found out at the owning service.
    public enum Verdict {
        COMPLETED("completed"),
        NO_EFFECT("no-effect");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /// What came of it.
    public enum Outcome {
        SETTLED,
        /// Settled in the same way before, and nothing has happened since.
        ALREADY,
        /// There is nothing to settle.
        REFUSED,
        /// Looked at, nothing changed.
        SEEN
    }

    /// What is known of a key.
    public enum State {
        UNKNOWN("U"),
        /// Running, when its lease ended: its gateway fell silent.
        LAPSED("L"),
        RUNNING("R"),
        /// Took effect, and its answer is kept.
        COMPLETED("C"),
        /// Took effect, and its answer is not kept.
        TOMBSTONE("T"),
        FREE("F"),
        /// Never seen, or forgotten.
        ABSENT("N");

        private final String letter;

        State(String letter) {
            this.letter = letter;
        }

        static State of(String letter) {
            for (var state : values()) {
                if (state.letter.equals(letter)) {
                    return state;
                }
            }
            throw new IllegalStateException("state: " + letter + " (expected: one of U L R C T F N)");
        }

        /// Whether nobody knows what came of it, so that somebody may say.
        public boolean isOpen() {
            return this == UNKNOWN || this == LAPSED;
        }
    }
}
