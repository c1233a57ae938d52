package io.portage.launcher.chaos;

import java.util.Locale;

/// What must be true of every key, whatever went wrong.
enum Rule {
    /// A mutation takes effect at most once.
    ONE_EFFECT,
    /// Where the service does not know repeats, a mutation leaves for it at most once.
    ONE_ARRIVAL,
    /// All successful answers are the same, status and bytes.
    SAME_ANSWER,
    /// At most one request is told that it ran just now and was recorded.
    EXECUTED_ONCE,
    /// What was answered as done has been done.
    EFFECT_EXISTS,
    /// Once done and recorded, every later request hears the same.
    STAYS_DONE,
    /// Requests that are in order are not refused.
    NOT_REFUSED,
    /// Every phone gets a final answer soon after all is well again, and so does whoever asks once more.
    ANSWERED;

    String shown() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
