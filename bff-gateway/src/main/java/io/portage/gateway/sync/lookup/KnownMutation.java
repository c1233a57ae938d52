package io.portage.gateway.sync.lookup;

import io.portage.gateway.problem.Rejection;
import io.portage.gateway.upstream.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a caller may know of its own mutation.
///
/// @param state what became of it
/// @param firstSeen when its first attempt was claimed; null where the record is too old to say so
/// @param remaining for how much longer it may be in progress; zero where it is not
/// @param response its answer; null where none is kept, or none may be shown
/// @param withheld why an answer that is kept is not shown; null where it is shown, or none is kept. What lasts is a
/// 403
/// or a 409; a 503 may pass
public record KnownMutation(
        State state,
        @Nullable Instant firstSeen,
        Duration remaining,
        @Nullable Answer response,
        @Nullable Rejection withheld) {
    /// What became of a mutation.
    public enum State {
        /// It took effect.
        COMPLETED,
        /// It is running.
        IN_PROGRESS,
        /// It may have taken effect, and nobody knows.
        UNKNOWN,
        /// It took effect, and its answer is not kept.
        EXPIRED_RECORD;

        /// As clients read it.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static KnownMutation of(State state, @Nullable Instant firstSeen) {
        return new KnownMutation(state, firstSeen, Duration.ZERO, null, null);
    }

    static KnownMutation running(@Nullable Instant firstSeen, Duration remaining) {
        return new KnownMutation(State.IN_PROGRESS, firstSeen, remaining, null, null);
    }

    KnownMutation showing(Answer answer) {
        return new KnownMutation(state, firstSeen, remaining, answer, null);
    }

    KnownMutation withholding(Rejection why) {
        return new KnownMutation(state, firstSeen, remaining, null, why);
    }
}
