package io.portage.launcher.chaos;

import io.portage.launcher.chaos.Outcome.Answered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Holds the history of a key against every rule.
final class HistoryChecker {
    private static final Set<String> RECORDED = Set.of("executed", "replayed");
    private static final String TOOK_EFFECT = "RESPONSE_NOT_REPLAYABLE";
    /// What a service says to a repeat that its version no longer fits.
    private static final Set<String> GUARDED = Set.of("ORDER_TERMINAL_STATE", "OPTIMISTIC_LOCK_CONFLICT");

    private static final Set<String> NOT_NOW =
            Set.of("IDEMPOTENCY_STORE_UNAVAILABLE", "OVERLOADED", "UPSTREAM_UNAVAILABLE");

    private final KeyHistory history;
    private final List<Violation> violations = new ArrayList<>();

    private HistoryChecker(KeyHistory history) {
        this.history = history;
    }

    static List<Violation> check(KeyHistory history) {
        var checker = new HistoryChecker(history);
        checker.oneEffect();
        checker.oneArrival();
        checker.sameAnswer();
        checker.executedOnce();
        checker.effectExists();
        checker.staysDone();
        checker.notRefused();
        checker.answered();
        return List.copyOf(checker.violations);
    }

    private void oneEffect() {
        if (history.effects() > 1) {
            violated(Rule.ONE_EFFECT, history.effects() + " effects (expected: 1 at most)");
        }
    }

    private void oneArrival() {
        if (history.kind().leavesOnce() && history.arrivals() > 1) {
            violated(Rule.ONE_ARRIVAL, history.arrivals() + " requests at the service (expected: 1 at most)");
        }
    }

    private void sameAnswer() {
        var different = new HashSet<String>();
        answers(Answered::isSuccess).forEach(answer -> different.add(answer.status() + " " + answer.body()));
        if (different.size() > 1) {
            violated(Rule.SAME_ANSWER, "answers " + different + " (expected: one)");
        }
    }

    private void executedOnce() {
        long executed = answers(
                        answer -> answer.isSuccess() && answer.idempotency().equals("executed"))
                .count();
        if (executed > 1) {
            violated(Rule.EXECUTED_ONCE, executed + " answers that say executed (expected: 1 at most)");
        }
    }

    private void effectExists() {
        boolean claimed = answers(answer -> answer.isSuccess() || answer.code().equals(TOOK_EFFECT))
                .findAny()
                .isPresent();
        if (claimed && history.effects() == 0) {
            violated(Rule.EFFECT_EXISTS, "no effect (expected: one, since a phone was told so)");
        }
    }

    /// From the end of the first answer that was recorded on; requests that had begun before may hear otherwise.
    private void staysDone() {
        var done = history.exchanges().stream()
                .filter(exchange -> exchange.outcome() instanceof Answered answer && isRecorded(answer))
                .mapToLong(Exchange::ended)
                .min();
        if (done.isEmpty()) {
            return;
        }
        history.exchanges().stream()
                .filter(exchange -> exchange.started() > done.getAsLong() && !mayFollow(exchange.outcome()))
                .findFirst()
                .ifPresent(exchange ->
                        violated(Rule.STAYS_DONE, exchange.shown() + " (expected: the answer that was recorded)"));
    }

    private static boolean isRecorded(Answered answer) {
        return (answer.isSuccess() && RECORDED.contains(answer.idempotency()))
                || answer.code().equals(TOOK_EFFECT);
    }

    private static boolean mayFollow(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lost _ -> true;
            case Answered answer when answer.isSuccess() -> answer.idempotency().equals("replayed");
            case Answered answer -> answer.code().equals(TOOK_EFFECT) || isNotNow(answer);
        };
    }

    /// Neither repeats nor denies anything.
    private static boolean isNotNow(Answered answer) {
        return NOT_NOW.contains(answer.code()) && !answer.idempotency().equals("executed");
    }

    private void notRefused() {
        answers(answer -> Decision.on(answer) == Decision.REFUSED && !isGuarded(answer))
                .findFirst()
                .ifPresent(answer -> violated(Rule.NOT_REFUSED, answer.shown() + " (expected: no refusal)"));
    }

    private boolean isGuarded(Answered answer) {
        return history.kind().repeat() == Kind.Repeat.GUARDED && GUARDED.contains(answer.code());
    }

    /// Whatever came of it before, the last of all requests is sent while all is well.
    private void answered() {
        var exchanges = history.exchanges();
        if (exchanges.isEmpty() || !Decision.on(exchanges.getLast().outcome()).isFinal()) {
            violated(Rule.ANSWERED, "no final answer in the end (expected: one, some seconds after the storm)");
        }
    }

    private Stream<Answered> answers(Predicate<Answered> wanted) {
        return history.exchanges().stream()
                .map(Exchange::outcome)
                .filter(Answered.class::isInstance)
                .map(Answered.class::cast)
                .filter(wanted);
    }

    private void violated(Rule rule, String detail) {
        violations.add(new Violation(rule, detail, history));
    }
}
