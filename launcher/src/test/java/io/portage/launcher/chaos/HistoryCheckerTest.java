package io.portage.launcher.chaos;

import static io.portage.launcher.chaos.Histories.exchange;
import static io.portage.launcher.chaos.Histories.lost;
import static io.portage.launcher.chaos.Histories.problem;
import static io.portage.launcher.chaos.Histories.success;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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
    private static final Outcome TIMED_OUT = problem(504, "UPSTREAM_TIMEOUT", "unknown");
    private static final Outcome FAILED = problem(502, "UPSTREAM_FAILED", "unknown");

    private static void good(KeyHistory history) {
        assertThat(HistoryChecker.check(history)).isEmpty();
    }

    private static void bad(KeyHistory history, Rule... rules) {
        assertThat(HistoryChecker.check(history)).extracting(Violation::rule).containsExactly(rules);
    }

    /// A history that breaks this rule, and no other.
    private static KeyHistory breaking(Rule rule) {
        return switch (rule) {
            case ONE_EFFECT -> Histories.of(Kind.ORDER_BY_HEADER, 2, 2, lost(), lost(), OUTCOME_UNKNOWN);
            case ONE_ARRIVAL -> Histories.of(Kind.APPOINTMENT, 2, 1, lost(), lost(), REPLAYED);
            case ASKED_FOR -> Histories.of(Kind.ORDER, 2, 1, EXECUTED);
            case AS_SENT -> Histories.odd(Kind.ORDER, "tenant: [south] (sent: [north])", EXECUTED);
            case EFFECT_EXISTS -> Histories.of(Kind.ORDER, 1, 0, EXECUTED, REPLAYED);
            case SAME_ANSWER -> Histories.of(Kind.ORDER, EXECUTED, success("replayed", Histories.BODY + " "));
            case OWN_ANSWER -> Histories.of(Kind.ORDER, lost(), success("replayed", "{\"id\":\"2\"}"));
            case LABELLED -> Histories.of(Kind.ORDER, success("bypassed"));
            case EXECUTED_ONCE -> Histories.of(Kind.ORDER, exchange(0, 5, EXECUTED), exchange(1, 6, EXECUTED));
            case STAYS_DONE -> Histories.of(Kind.REFILL, EXECUTED, OUTCOME_UNKNOWN);
            case ANSWER_KEPT -> Histories.of(Kind.ORDER, lost(), TOOK_EFFECT);
            case OUTCOME_KNOWN -> Histories.of(Kind.ORDER, lost(), OUTCOME_UNKNOWN);
            case NOT_REFUSED -> Histories.of(Kind.ORDER, 0, 0, problem(422, "QUEUED_MUTATION_EXPIRED"));
            case NO_FAILURE -> Histories.of(Kind.ORDER, problem(500, "INTERNAL"), EXECUTED);
            case ANSWERED -> Histories.of(Kind.ORDER, 0, 0, STORE_AWAY, BUSY);
        };
    }

    @ParameterizedTest
    @EnumSource
    void checkWhenAHistoryBreaksOneRuleThenThatOneIsNamed(Rule rule) {
        bad(breaking(rule), rule);
        assertThat(HistoryChecker.check(breaking(rule)).getFirst().detail()).contains("(expected: ");
    }

    @Test
    void checkWhenExecutedOnceAndReplayedEverAfterThenGood() {
        good(Histories.of(Kind.REFILL, lost(), BUSY, EXECUTED, REPLAYED, STORE_AWAY, lost(), REPLAYED));
    }

    @Test
    void checkWhenAnAnswerWasLostAndIsReplayedThenGood() {
        good(Histories.of(Kind.APPOINTMENT, lost(), BUSY, BUSY, REPLAYED));
    }

    /// A duplicate may be sent away, or kept until it can have the same bytes.
    @ParameterizedTest
    @ValueSource(strings = {"ORDER", "REFILL"})
    void checkWhenDuplicatesComeTogetherThenSentAwayOrKeptWaitingIsGood(Kind kind) {
        good(Histories.of(
                kind,
                exchange(Why.TWIN, 1, 3, BUSY),
                exchange(Why.FIRST, 0, 9, EXECUTED),
                exchange(Why.TWIN, 2, 9, REPLAYED),
                exchange(Why.TWIN, 2, 10, REPLAYED),
                exchange(Why.TWIN, 2, 10, lost()),
                exchange(Why.CHECK, 20, 21, REPLAYED)));
    }

    @Test
    void checkWhenADuplicateThatWaitedHearsSomethingElseThenViolated() {
        var other = success("replayed", "{\"id\":\"2\",\"patientId\":\"k\"}");
        bad(
                Histories.of(Kind.ORDER, exchange(Why.FIRST, 0, 9, EXECUTED), exchange(Why.TWIN, 1, 10, other)),
                Rule.SAME_ANSWER);
    }

    @Test
    void checkWhenNobodyKnowsAndNobodyTriesAgainThenGood() {
        var outcomes = new Outcome[] {TIMED_OUT, OUTCOME_UNKNOWN, OUTCOME_UNKNOWN};
        good(Histories.of(Kind.REFILL, 1, 1, outcomes));
        good(Histories.of(Kind.REFILL, 1, 0, outcomes));
        good(Histories.of(Kind.REFILL, 0, 0, outcomes));
    }

    @Test
    void checkWhenTheServiceRecognisesARepeatThenTwoArrivalsAreGood() {
        good(Histories.of(Kind.ORDER, 2, 1, FAILED, EXECUTED, REPLAYED));
    }

    @Test
    void checkWhenASuccessCouldNotBeRecordedThenItMayBecomeUnknown() {
        good(Histories.of(Kind.REFILL, UNRECORDED, BUSY, OUTCOME_UNKNOWN));
        good(Histories.of(Kind.ORDER, 2, 1, UNRECORDED, BUSY, EXECUTED, REPLAYED));
    }

    @Test
    void checkWhenTheVersionRefusesARepeatOfWhatMayHaveHappenedThenGood() {
        good(Histories.of(Kind.CANCEL, 2, 1, TIMED_OUT, problem(409, "ORDER_TERMINAL_STATE", "executed")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORDER", "ORDER_BY_HEADER", "REFILL", "CANCEL"})
    void checkWhenThereAreTwoEffectsThenOneTooMany(Kind kind) {
        bad(Histories.of(kind, 1, 2, EXECUTED, REPLAYED), Rule.ONE_EFFECT);
    }

    @Test
    void checkWhenARequestArrivesAlthoughPhonesHeardThatNothingLeftThenViolated() {
        var away = problem(503, "UPSTREAM_UNAVAILABLE", "executed");
        bad(
                Histories.of(Kind.ORDER, 2, 1, Outcome.Lost.NO_CONNECTION, BUSY, STORE_AWAY, away, EXECUTED, REPLAYED),
                Rule.ASKED_FOR);
        good(Histories.of(Kind.ORDER, 2, 1, lost(), BUSY, STORE_AWAY, away, EXECUTED, REPLAYED));
    }

    @Test
    void checkWhenSuccessfulAnswersDifferInTheirStatusOrHeadersThenViolated() {
        var ok = new Outcome.Answered(200, "", "replayed", Histories.HEADERS, Histories.BODY);
        var elsewhere = new Outcome.Answered(201, "", "replayed", "application/json /v1/orders/2 ", Histories.BODY);
        bad(Histories.of(Kind.ORDER, EXECUTED, ok), Rule.SAME_ANSWER);
        bad(Histories.of(Kind.ORDER, EXECUTED, elsewhere), Rule.SAME_ANSWER);
    }

    @Test
    void checkWhenExecutedAgainAfterItWasRecordedThenViolatedTwice() {
        bad(Histories.of(Kind.ORDER, EXECUTED, EXECUTED), Rule.EXECUTED_ONCE, Rule.STAYS_DONE);
    }

    @Test
    void checkWhenAnAcknowledgedEffectIsMissingThenViolated() {
        bad(Histories.of(Kind.ORDER, 1, 0, UNRECORDED), Rule.EFFECT_EXISTS);
        bad(Histories.of(Kind.ORDER, 0, 0, REPLAYED), Rule.EFFECT_EXISTS);
        bad(Histories.of(Kind.ORDER, 1, 0, lost(), TOOK_EFFECT), Rule.EFFECT_EXISTS, Rule.ANSWER_KEPT);
    }

    @ParameterizedTest
    @CsvSource({
        "409, OUTCOME_UNKNOWN, unknown",
        "409, IDEMPOTENCY_IN_PROGRESS, in-progress",
        "502, UPSTREAM_FAILED, unknown",
        "503, SERVICE_ERROR, executed",
        "503, UPSTREAM_UNAVAILABLE, executed",
        "500, SERVICE_ERROR, ''"
    })
    void checkWhenSomethingElseIsSaidOnceItIsDoneThenViolated(int status, String code, String idempotency) {
        bad(Histories.of(Kind.REFILL, lost(), REPLAYED, problem(status, code, idempotency), REPLAYED), Rule.STAYS_DONE);
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
        good(Histories.of(Kind.REFILL, exchange(0, 9, EXECUTED), exchange(8, 10, OUTCOME_UNKNOWN)));
        bad(Histories.of(Kind.REFILL, exchange(0, 9, EXECUTED), exchange(10, 11, OUTCOME_UNKNOWN)), Rule.STAYS_DONE);
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
        bad(Histories.of(Kind.ORDER, EXECUTED, STORE_AWAY, STORE_AWAY), Rule.ANSWERED);
    }

    /// That somebody who asks later gets there does not excuse that a phone was left alone.
    @Test
    void checkWhenOnlyALaterPhoneGetsAnAnswerThenViolated() {
        bad(
                Histories.of(Kind.ORDER, exchange(Why.AGAIN, 0, 9, BUSY), exchange(Why.CHECK, 10, 11, EXECUTED)),
                Rule.ANSWERED);
        bad(
                Histories.of(Kind.ORDER, exchange(Why.TWIN, 0, 8, EXECUTED), exchange(Why.AGAIN, 0, 9, BUSY)),
                Rule.ANSWERED);
    }

    @Test
    void checkWhenNothingCanBeWrittenDownThoughAllIsWellThenViolated() {
        bad(
                Histories.of(Kind.ORDER, exchange(Why.FIRST, 0, 1, UNRECORDED), exchange(Why.CHECK, 2, 3, UNRECORDED)),
                Rule.ANSWERED);
        good(Histories.of(
                Kind.REFILL, exchange(Why.FIRST, 0, 1, UNRECORDED), exchange(Why.CHECK, 2, 3, OUTCOME_UNKNOWN)));
    }
}
