package io.portage.launcher.chaos;

import static io.portage.launcher.chaos.Histories.exchange;
import static io.portage.launcher.chaos.Histories.lost;
import static io.portage.launcher.chaos.Histories.problem;
import static io.portage.launcher.chaos.Histories.success;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Histories by hand, good and bad: the checker finds what is wrong, and nothing else.
final class HistoryCheckerTest {
    private static final Outcome EXECUTED = success("executed");
    private static final Outcome REPLAYED = success("replayed");
    private static final Outcome UNRECORDED = success("unknown");
    private static final Outcome BUSY = problem(409, "IDEMPOTENCY_IN_PROGRESS", "in-progress");
    private static final Outcome OUTCOME_UNKNOWN = problem(409, "OUTCOME_UNKNOWN", "unknown");
    private static final Outcome TOOK_EFFECT = problem(409, "RESPONSE_NOT_REPLAYABLE", "replayed");
    private static final Outcome STORE_AWAY = problem(503, "IDEMPOTENCY_STORE_UNAVAILABLE");

    private static void good(KeyHistory history) {
        assertThat(HistoryChecker.check(history)).isEmpty();
    }

    private static void bad(KeyHistory history, Rule... rules) {
        assertThat(HistoryChecker.check(history)).extracting(Violation::rule).containsExactly(rules);
    }

    @Test
    void checkWhenExecutedOnceAndReplayedEverAfterThenGood() {
        good(Histories.of(Kind.REFILL, lost(), BUSY, EXECUTED, REPLAYED, STORE_AWAY, lost(), REPLAYED));
    }

    @Test
    void checkWhenAnAnswerWasLostAndIsReplayedThenGood() {
        good(Histories.of(Kind.APPOINTMENT, lost(), BUSY, BUSY, REPLAYED, TOOK_EFFECT));
    }

    @Test
    void checkWhenNobodyKnowsAndNobodyTriesAgainThenGood() {
        var outcomes = new Outcome[] {problem(504, "UPSTREAM_TIMEOUT", "unknown"), OUTCOME_UNKNOWN, OUTCOME_UNKNOWN};
        good(Histories.of(Kind.REFILL, 1, 1, outcomes));
        good(Histories.of(Kind.REFILL, 1, 0, outcomes));
        good(Histories.of(Kind.REFILL, 0, 0, outcomes));
    }

    @Test
    void checkWhenTheServiceRecognisesARepeatThenTwoArrivalsAreGood() {
        good(Histories.of(Kind.ORDER, 2, 1, problem(502, "UPSTREAM_FAILED", "unknown"), EXECUTED, REPLAYED));
    }

    @Test
    void checkWhenASuccessCouldNotBeRecordedThenItMayBecomeUnknown() {
        good(Histories.of(Kind.REFILL, UNRECORDED, BUSY, OUTCOME_UNKNOWN));
        good(Histories.of(Kind.ORDER, 2, 1, UNRECORDED, BUSY, EXECUTED, REPLAYED));
    }

    @Test
    void checkWhenTheVersionRefusesARepeatOfWhatMayHaveHappenedThenGood() {
        good(Histories.of(
                Kind.CANCEL,
                2,
                1,
                problem(504, "UPSTREAM_TIMEOUT", "unknown"),
                problem(409, "ORDER_TERMINAL_STATE", "executed")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORDER", "ORDER_BY_HEADER", "REFILL", "CANCEL"})
    void checkWhenThereAreTwoEffectsThenOneTooMany(Kind kind) {
        bad(Histories.of(kind, 1, 2, EXECUTED, REPLAYED), Rule.ONE_EFFECT);
    }

    @Test
    void checkWhenNobodyToldTheClientThenTwoEffectsAreStillOneTooMany() {
        bad(Histories.of(Kind.ORDER_BY_HEADER, 2, 2, lost(), OUTCOME_UNKNOWN), Rule.ONE_EFFECT);
    }

    @Test
    void checkWhenSomethingThatLeavesOnceArrivesTwiceThenViolated() {
        bad(Histories.of(Kind.APPOINTMENT, 2, 1, lost(), REPLAYED), Rule.ONE_ARRIVAL);
    }

    @Test
    void checkWhenSuccessfulAnswersDifferInAByteThenViolated() {
        bad(Histories.of(Kind.ORDER, EXECUTED, success("replayed", Histories.BODY + " ")), Rule.SAME_ANSWER);
    }

    @Test
    void checkWhenSuccessfulAnswersDifferInTheirStatusThenViolated() {
        var ok = new Outcome.Answered(200, "", "replayed", Histories.BODY);
        bad(Histories.of(Kind.ORDER, EXECUTED, ok), Rule.SAME_ANSWER);
    }

    @Test
    void checkWhenExecutedAgainAfterItWasRecordedThenViolatedTwice() {
        bad(Histories.of(Kind.ORDER, EXECUTED, EXECUTED), Rule.EXECUTED_ONCE, Rule.STAYS_DONE);
    }

    @Test
    void checkWhenTwoAtOnceAreBothExecutedThenViolated() {
        bad(Histories.of(Kind.ORDER, exchange(0, 5, EXECUTED), exchange(1, 6, EXECUTED)), Rule.EXECUTED_ONCE);
    }

    @Test
    void checkWhenAnAcknowledgedEffectIsMissingThenViolated() {
        bad(Histories.of(Kind.ORDER, 1, 0, EXECUTED, REPLAYED), Rule.EFFECT_EXISTS);
        bad(Histories.of(Kind.ORDER, 1, 0, UNRECORDED), Rule.EFFECT_EXISTS);
        bad(Histories.of(Kind.ORDER, 1, 0, TOOK_EFFECT), Rule.EFFECT_EXISTS);
    }

    @ParameterizedTest
    @CsvSource({
        "409, OUTCOME_UNKNOWN, unknown",
        "409, IDEMPOTENCY_IN_PROGRESS, in-progress",
        "502, UPSTREAM_FAILED, unknown",
        "503, SERVICE_ERROR, executed",
        "503, UPSTREAM_UNAVAILABLE, executed",
        "500, INTERNAL, ''"
    })
    void checkWhenSomethingElseIsSaidOnceItIsDoneThenViolated(int status, String code, String idempotency) {
        bad(Histories.of(Kind.ORDER, REPLAYED, problem(status, code, idempotency), REPLAYED), Rule.STAYS_DONE);
    }

    @Test
    void checkWhenWhatIsDoneExpiresThenViolated() {
        bad(
                Histories.of(Kind.ORDER, EXECUTED, problem(422, "QUEUED_MUTATION_EXPIRED")),
                Rule.STAYS_DONE,
                Rule.NOT_REFUSED);
    }

    @Test
    void checkWhenARequestBeganBeforeItWasDoneThenItMayHearOtherwise() {
        good(Histories.of(Kind.ORDER, exchange(0, 9, EXECUTED), exchange(8, 10, OUTCOME_UNKNOWN)));
        bad(Histories.of(Kind.ORDER, exchange(0, 9, EXECUTED), exchange(10, 11, OUTCOME_UNKNOWN)), Rule.STAYS_DONE);
    }

    @ParameterizedTest
    @CsvSource({
        "APPOINTMENT, 409, SLOT_UNAVAILABLE",
        "PATIENT, 409, DUPLICATE_DETECTED",
        "ORDER, 422, IDEMPOTENCY_KEY_REUSED",
        "ORDER, 409, ORDER_TERMINAL_STATE",
        "CANCEL, 422, QUEUED_MUTATION_EXPIRED",
        "REFILL, 403, DELEGATION_INVALID"
    })
    void checkWhenAGoodRequestIsRefusedThenViolated(Kind kind, int status, String code) {
        bad(Histories.of(kind, 0, 0, problem(status, code)), Rule.NOT_REFUSED);
    }

    @Test
    void checkWhenThereIsNoFinalAnswerThenViolated() {
        bad(Histories.of(Kind.ORDER, 0, 0, lost(), BUSY, STORE_AWAY), Rule.ANSWERED);
        bad(Histories.of(Kind.ORDER, 0, 0), Rule.ANSWERED);
    }

    @Test
    void checkWhenSomethingIsDoneButNobodyCanSaySoAnyMoreThenViolated() {
        bad(Histories.of(Kind.ORDER, EXECUTED, STORE_AWAY, STORE_AWAY), Rule.ANSWERED);
    }
}
