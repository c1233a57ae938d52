package io.portage.launcher.chaos;

import io.portage.launcher.chaos.Outcome.Answered;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What phones must be told about a key. Each says what is wrong, if anything is.
final class AnswerRules {
    private static final Set<String> LABELS = Set.of("executed", "replayed", "unknown");
    /// What a service says to a repeat that its version no longer fits.
    private static final Set<String> GUARDED = Set.of("ORDER_TERMINAL_STATE", "OPTIMISTIC_LOCK_CONFLICT");

    private static final Set<String> NOT_NOW =
            Set.of("IDEMPOTENCY_STORE_UNAVAILABLE", "OVERLOADED", "UPSTREAM_UNAVAILABLE");

    private AnswerRules() {}

    static Optional<String> sameAnswer(KeyHistory history) {
        var different = history.successes()
                .map(answer -> answer.status() + " " + answer.headers() + " " + answer.body())
                .collect(Collectors.toSet());
        return different.size() > 1 ? Optional.of("answers " + different + " (expected: one)") : Optional.empty();
    }

    static Optional<String> ownAnswer(KeyHistory history) {
        var key = history.errand().key();
        return history.successes()
                .filter(answer -> !answer.body().contains(key))
                .findFirst()
                .map(answer -> answer.body() + " (expected: " + key + " in it)");
    }

    static Optional<String> labelled(KeyHistory history) {
        return history.successes()
                .filter(answer -> !LABELS.contains(answer.idempotency()))
                .findFirst()
                .map(answer -> answer.shown() + " (expected: one of " + LABELS + ")");
    }

    static Optional<String> executedOnce(KeyHistory history) {
        long executed = history.successes()
                .filter(answer -> answer.idempotency().equals("executed"))
                .count();
        return executed > 1
                ? Optional.of(executed + " answers that say executed (expected: 1 at most)")
                : Optional.empty();
    }

    /// From the end of the first answer that was recorded on; requests that had begun before may hear otherwise.
    static Optional<String> staysDone(KeyHistory history) {
        long done = history.exchanges().stream()
                .filter(exchange -> exchange.outcome() instanceof Answered answer && isDone(answer))
                .mapToLong(Exchange::ended)
                .min()
                .orElse(Long.MAX_VALUE);
        return history.exchanges().stream()
                .filter(exchange -> exchange.started() > done && !mayFollow(exchange.outcome()))
                .findFirst()
                .map(exchange -> exchange.shown() + " (expected: the answer that was recorded)");
    }

    private static boolean isDone(Answered answer) {
        return answer.isRecorded() || answer.code().equals(ServiceRules.TOOK_EFFECT);
    }

    private static boolean mayFollow(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lost _ -> true;
            case Answered answer when answer.isSuccess() -> answer.idempotency().equals("replayed");
            case Answered answer -> answer.code().equals(ServiceRules.TOOK_EFFECT) || isNotNow(answer);
        };
    }

    /// Neither repeats nor denies anything.
    private static boolean isNotNow(Answered answer) {
        return NOT_NOW.contains(answer.code()) && !answer.idempotency().equals("executed");
    }

    static Optional<String> answerKept(KeyHistory history) {
        return history.answers()
                .filter(answer -> answer.code().equals(ServiceRules.TOOK_EFFECT))
                .findFirst()
                .map(answer -> answer.shown() + " (expected: the answer)");
    }

    static Optional<String> outcomeKnown(KeyHistory history) {
        return history.answers()
                .filter(answer -> history.kind().repeat() != Kind.Repeat.UNRECOGNISED)
                .filter(answer -> answer.code().equals("OUTCOME_UNKNOWN"))
                .findFirst()
                .map(answer -> answer.shown() + " (expected: another try, which the service recognises)");
    }

    static Optional<String> notRefused(KeyHistory history) {
        return history.answers()
                .filter(answer -> Decision.on(answer) == Decision.REFUSED && !isGuarded(history, answer))
                .findFirst()
                .map(answer -> answer.shown() + " (expected: no refusal)");
    }

    private static boolean isGuarded(KeyHistory history, Answered answer) {
        return history.kind().repeat() == Kind.Repeat.GUARDED && GUARDED.contains(answer.code());
    }

    static Optional<String> noFailure(KeyHistory history) {
        return history.answers()
                .filter(answer -> answer.code().equals("INTERNAL"))
                .findFirst()
                .map(answer -> answer.shown() + " (expected: no failure of the gateway's own)");
    }

    /// Whoever asks gets there, each time: in the end of the storm, when all is well, and a day later.
    static Optional<String> answered(KeyHistory history) {
        var last = new EnumMap<Why, Exchange>(Why.class);
        history.exchanges().stream()
                .filter(exchange -> exchange.what() != Why.TWIN)
                .forEach(exchange -> last.put(exchange.what().isCalm() ? exchange.what() : Why.FIRST, exchange));
        if (last.isEmpty()) {
            return Optional.of("never asked (expected: asked at least once)");
        }
        return List.copyOf(last.values()).stream()
                .filter(exchange -> !Decision.isFinal(exchange.what(), exchange.outcome()))
                .findFirst()
                .map(exchange ->
                        exchange.shown() + " (expected: a final answer in the end, some seconds after the storm)");
    }
}
