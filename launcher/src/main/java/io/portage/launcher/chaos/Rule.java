package io.portage.launcher.chaos;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What must be true of every key, whatever went wrong.
enum Rule {
    /// A mutation takes effect at most once.
    ONE_EFFECT(ServiceRules::oneEffect),
    /// Where the service does not know repeats, a mutation leaves for it at most once.
    ONE_ARRIVAL(ServiceRules::oneArrival),
    /// A request arrives at its service once at most, and never where the phone was told that it did not go there.
    ASKED_FOR(ServiceRules::askedFor),
    /// What arrives is what was sent, and services act on nothing else.
    AS_SENT(ServiceRules::asSent),
    /// What was answered as done has been done.
    EFFECT_EXISTS(ServiceRules::effectExists),
    /// All successful answers are the same: status, headers and bytes.
    SAME_ANSWER(AnswerRules::sameAnswer),
    /// A successful answer speaks of what the phone wanted.
    OWN_ANSWER(AnswerRules::ownAnswer),
    /// A successful answer says whether it is new, repeated, or could not be written down.
    LABELLED(AnswerRules::labelled),
    /// At most one request is told that it ran just now and was recorded.
    EXECUTED_ONCE(AnswerRules::executedOnce),
    /// Once done and recorded, every later request hears the same.
    STAYS_DONE(AnswerRules::staysDone),
    /// No answer is so large, and none so old, that there could be no more of it than that something was done.
    ANSWER_KEPT(AnswerRules::answerKept),
    /// Where a repeat does no harm, nobody is left without knowing what happened.
    OUTCOME_KNOWN(AnswerRules::outcomeKnown),
    /// Requests that are in order are not refused.
    NOT_REFUSED(AnswerRules::notRefused),
    /// Whatever breaks around a gateway, the gateway knows what to say.
    NO_FAILURE(AnswerRules::noFailure),
    /// Every phone gets a final answer soon after all is well again, and so does whoever asks once more.
    ANSWERED(AnswerRules::answered);

    private final Function<KeyHistory, Optional<String>> broken;

    /// @param broken says what is wrong, where the rule does not hold
    Rule(Function<KeyHistory, Optional<String>> broken) {
        this.broken = broken;
    }

    Optional<Violation> check(KeyHistory history) {
        return broken.apply(history).map(detail -> new Violation(this, detail, history));
    }

    String shown() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
