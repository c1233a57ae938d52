package io.portage.launcher.chaos;

import java.util.Locale;
import java.util.Set;

/// What a phone does about what it saw.
enum Decision {
    /// It worked: out of the queue.
    DONE(true),
    /// It took effect, and the answer is gone: out of the queue, read it anew.
    TOOK_EFFECT(true),
    /// Nobody knows: out of the queue, look it up.
    UNKNOWN(true),
    /// It will never work: out of the queue, tell the user.
    REFUSED(true),
    /// The same key and the same bytes again, later.
    AGAIN(false);

    private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429);
    private final boolean last;

    Decision(boolean last) {
        this.last = last;
    }

    boolean isFinal() {
        return last;
    }

    String shown() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether a phone stops there. A success that nobody could write down is good enough for a user, but where all is
    /// well it must become more than that.
    static boolean isFinal(Why what, Outcome outcome) {
        boolean unrecorded = outcome instanceof Outcome.Answered answer && answer.isSuccess() && !answer.isRecorded();
        return on(outcome).isFinal() && !(what.isCalm() && unrecorded);
    }

    /// More stubborn than a good phone: it asks again even where it is told to look up, which must do no harm.
    static Decision on(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lost _ -> AGAIN;
            case Outcome.Answered answer when answer.isSuccess() -> DONE;
            case Outcome.Answered answer when answer.status() >= 500 -> AGAIN;
            case Outcome.Answered answer when TRANSIENT.contains(answer.status()) -> AGAIN;
            case Outcome.Answered answer -> on(answer.code());
        };
    }

    private static Decision on(String code) {
        return switch (code) {
            case "IDEMPOTENCY_IN_PROGRESS" -> AGAIN;
            case "OUTCOME_UNKNOWN" -> UNKNOWN;
            case "RESPONSE_NOT_REPLAYABLE" -> TOOK_EFFECT;
            default -> REFUSED;
        };
    }
}
