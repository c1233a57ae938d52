package io.portage.launcher.chaos;

import java.util.Optional;
import java.util.Set;

/// What services must know of a key. Each says what is wrong, if anything is.
final class ServiceRules {
    static final String TOOK_EFFECT = "RESPONSE_NOT_REPLAYABLE";
    /// Whoever hears one of these was not what made a request leave.
    private static final Set<String> NOTHING_SENT = Set.of(
            "IDEMPOTENCY_IN_PROGRESS",
            "IDEMPOTENCY_STORE_UNAVAILABLE",
            "OUTCOME_UNKNOWN",
            "OVERLOADED",
            TOOK_EFFECT,
            "UPSTREAM_UNAVAILABLE");

    private ServiceRules() {}

    static Optional<String> oneEffect(KeyHistory history) {
        return when(history.effects() > 1, history.effects() + " effects (expected: 1 at most)");
    }

    static Optional<String> oneArrival(KeyHistory history) {
        return when(
                history.kind().leavesOnce() && history.arrivals() > 1,
                history.arrivals() + " requests at the service (expected: 1 at most)");
    }

    static Optional<String> askedFor(KeyHistory history) {
        long sent = history.exchanges().stream()
                .filter(exchange -> mayHaveSent(exchange.outcome()))
                .count();
        return when(
                history.arrivals() > sent,
                history.arrivals() + " requests at the service (expected: " + sent + " at most, by what phones saw)");
    }

    private static boolean mayHaveSent(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lost lost -> !lost.equals(Outcome.Lost.NO_CONNECTION);
            case Outcome.Answered answer
            when answer.isSuccess() -> !answer.idempotency().equals("replayed");
            case Outcome.Answered answer -> !NOTHING_SENT.contains(answer.code());
        };
    }

    static Optional<String> asSent(KeyHistory history) {
        var oddities = history.traces().oddities();
        return when(!oddities.isEmpty(), oddities + " (expected: what was sent)");
    }

    static Optional<String> effectExists(KeyHistory history) {
        boolean told = history.answers()
                .anyMatch(answer -> answer.isSuccess() || answer.code().equals(TOOK_EFFECT));
        return when(told && history.effects() == 0, "no effect (expected: one, since a phone was told so)");
    }

    private static Optional<String> when(boolean broken, String detail) {
        return broken ? Optional.of(detail) : Optional.empty();
    }
}
