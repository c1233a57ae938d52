package io.portage.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a phone does about each answer.
final class DecisionTest {
    @ParameterizedTest
    @CsvSource({
        "200, '', DONE",
        "201, '', DONE",
        "204, '', DONE",
        "408, SERVICE_ERROR, AGAIN",
        "429, RATE_LIMITED, AGAIN",
        "500, SERVICE_ERROR, AGAIN",
        "502, UPSTREAM_FAILED, AGAIN",
        "503, IDEMPOTENCY_STORE_UNAVAILABLE, AGAIN",
        "504, UPSTREAM_TIMEOUT, AGAIN",
        "409, IDEMPOTENCY_IN_PROGRESS, AGAIN",
        "409, OUTCOME_UNKNOWN, UNKNOWN",
        "409, RESPONSE_NOT_REPLAYABLE, TOOK_EFFECT",
        "409, SLOT_UNAVAILABLE, REFUSED",
        "422, QUEUED_MUTATION_EXPIRED, REFUSED",
        "400, HEADER_INVALID, REFUSED",
        "403, '', REFUSED"
    })
    void onAnAnswerThenByStatusAndCode(int status, String code, Decision decision) {
        assertThat(Decision.on(new Outcome.Answered(status, code, "", "", ""))).isEqualTo(decision);
        assertThat(decision.isFinal()).isEqualTo(decision != Decision.AGAIN);
    }

    @Test
    void isFinalWhenASuccessCouldNotBeWrittenDownThenOnlyDuringTheStorm() {
        assertThat(Decision.isFinal(Why.AGAIN, Histories.success("unknown"))).isTrue();
        assertThat(Decision.isFinal(Why.CHECK, Histories.success("unknown"))).isFalse();
        assertThat(Decision.isFinal(Why.LATE, Histories.success("replayed"))).isTrue();
    }

    @Test
    void onNoAnswerThenAgain() {
        assertThat(Decision.on(new Outcome.Lost("no connection"))).isEqualTo(Decision.AGAIN);
    }
}
