package io.portage.gateway.mutation;

import static io.portage.gateway.mutation.MutationWorld.ORDER;
import static io.portage.gateway.mutation.MutationWorld.ORDER_SET;
import static io.portage.gateway.mutation.MutationWorld.mutation;
import static io.portage.gateway.mutation.MutationWorld.within;
import static io.portage.gateway.problem.ProblemCode.OUTCOME_UNKNOWN;
import static io.portage.gateway.problem.ProblemCode.RESPONSE_NOT_REPLAYABLE;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_FAILED;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_TIMEOUT;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Dedupe.Carrier;
import io.portage.gateway.problem.Action;
import io.portage.gateway.upstream.RawService;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each kind of answer means for the key, and for the client.
final class ExecutionTest {
    private MutationWorld world = new MutationWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private void assertKeyIsFree() {
        world.service.next();
        world.answer(201, "", "again");
        assertThat(world.run(mutation(ORDER_SET, "k")).body())
                .as("the key is free")
                .isEqualTo("again");
        world.service.next();
    }

    private void assertOutcomeIsUnknown() {
        world.service.next();
        var again = world.run(mutation(ORDER_SET, "k"));
        assertThat(again.refused().code()).isEqualTo(OUTCOME_UNKNOWN);
        assertThat(again.refused().action()).isEqualTo(Action.LOOK_UP);
        assertThat(again.status()).isEqualTo("unknown");
        assertThat(world.service.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 299})
    void answerWhenSuccessThenExecutedAndReplayedFromThenOn(int status) {
        world.answer(status, "ETag: \"1\"\r\nSet-Cookie: s=1\r\nDate: now\r\n", "done");
        var first = world.run(mutation(ORDER_SET, "k"));
        assertThat(first.status()).isEqualTo("executed");
        assertThat(first.answered().header("Set-Cookie")).isEqualTo("s=1");
        var again = world.run(mutation(ORDER_SET, "k"));
        assertThat(again.answered().status()).isEqualTo(status);
        assertThat(again.body()).isEqualTo("done");
        assertThat(again.status()).isEqualTo("replayed");
        assertThat(again.answered().header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.answered().header("ETag")).isEqualTo("\"1\"");
        assertThat(again.answered().header("Set-Cookie")).isNull();
        assertThat(again.answered().header("Date")).isNull();
        world.service.next();
        assertThat(world.service.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 407, 409, 412, 422, 425, 429, 499})
    void answerWhenClientErrorThenPassedOnAndTheKeyIsFree(int status) {
        world.answer(status, "Content-Type: application/json\r\n", "{\"code\":\"X\"}");
        var outcome = world.run(mutation(ORDER_SET, "k"));
        assertThat(outcome.answered().status()).isEqualTo(status);
        assertThat(outcome.body()).isEqualTo("{\"code\":\"X\"}");
        assertThat(outcome.status()).isEqualTo("executed");
        assertKeyIsFree();
    }

    @Test
    void answerWhen503WithRetryAfterThenTheKeyIsFree() {
        world.answer(503, "Retry-After: 3\r\n", "busy");
        var outcome = world.run(mutation(ORDER_SET, "k"));
        assertThat(outcome.answered().status()).isEqualTo(503);
        assertThat(outcome.answered().header("Retry-After")).isEqualTo("3");
        assertThat(outcome.body()).contains("\"code\":\"SERVICE_ERROR\"").contains("\"action\":\"retry-same-key\"");
        assertThat(outcome.status()).isEqualTo("executed");
        assertKeyIsFree();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 501, 502, 503, 504, 599})
    void answerWhenServerErrorOr408ThenUnknown(int status) {
        world.answer(status, "Content-Type: text/html\r\n", "<h1>");
        var outcome = world.run(mutation(ORDER_SET, "k"));
        assertThat(outcome.answered().status()).isEqualTo(status);
        assertThat(outcome.body()).contains("\"code\":\"SERVICE_ERROR\"").contains("\"action\":\"look-up\"");
        assertThat(outcome.status()).isEqualTo("unknown");
        assertOutcomeIsUnknown();
    }

    @Test
    void callWhenConnectionIsRefusedThenTheKeyIsFree() {
        try (var away = MutationWorld.withoutService(null)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                var refused = away.run(mutation(ORDER_SET, "k")).refused();
                assertThat(refused.code()).isEqualTo(UPSTREAM_UNAVAILABLE);
                assertThat(refused.action()).isEqualTo(Action.RETRY_SAME_KEY);
                assertThat(refused.headers()).containsKey("Retry-After");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false, LOOK_UP", "true, RETRY_SAME_KEY"})
    void callWhenItBreaksOffThenUnknownAndTheActionFollowsTheService(boolean recognised, Action action) {
        world.service.then(RawService::reset);
        var mutation = recognised ? mutation(ORDER_SET, "k", Carrier.BODY) : mutation(ORDER_SET, "k");
        var outcome = world.run(mutation);
        assertThat(outcome.refused().code()).isEqualTo(UPSTREAM_FAILED);
        assertThat(outcome.refused().status()).isEqualTo(502);
        assertThat(outcome.refused().action()).isEqualTo(action);
        assertThat(outcome.status()).isEqualTo("unknown");
        assertOutcomeIsUnknown();
    }

    @ParameterizedTest
    @CsvSource({"false, LOOK_UP", "true, RETRY_SAME_KEY"})
    void callWhenTimeIsOverThenUnknownAndTheActionFollowsTheService(boolean recognised, Action action) {
        var mutation = recognised ? mutation(ORDER_SET, "k", Carrier.HEADER) : mutation(ORDER_SET, "k");
        var outcome = world.run(within(mutation, Duration.ofMillis(300)));
        assertThat(outcome.refused().code()).isEqualTo(UPSTREAM_TIMEOUT);
        assertThat(outcome.refused().status()).isEqualTo(504);
        assertThat(outcome.refused().action()).isEqualTo(action);
        assertThat(outcome.status()).isEqualTo("unknown");
        assertOutcomeIsUnknown();
    }

    private void restart(String property, String value) {
        world.close();
        world = new MutationWorld(Map.of(property, value));
    }

    private void restartWithAnswersUpTo(String size) {
        world.close();
        world = new MutationWorld(
                Map.of("portage.upstream.largest-answer", size, "portage.upstream.largest-stored", size));
    }

    @Test
    void answerWhenTooLargeToKeepThenPassedOnAndNotReplayable() {
        restart("portage.upstream.largest-stored", "4B");
        world.answer(201, "", "12345");
        assertThat(world.run(mutation(ORDER_SET, "k")).body()).isEqualTo("12345");
        var again = world.run(mutation(ORDER_SET, "k"));
        assertThat(again.refused().code()).isEqualTo(RESPONSE_NOT_REPLAYABLE);
        assertThat(again.status()).isEqualTo("replayed");
        world.answer(201, "", "1234");
        world.run(mutation(ORDER_SET, "fits"));
        assertThat(world.run(mutation(ORDER_SET, "fits")).body()).isEqualTo("1234");
    }

    @Test
    void answerWhenTooLargeToPassOnThenSaysThatItTookEffect() {
        restartWithAnswersUpTo("4B");
        world.answer(201, "", "12345");
        var outcome = world.run(mutation(ORDER_SET, "k"));
        assertThat(outcome.refused().code()).isEqualTo(RESPONSE_NOT_REPLAYABLE);
        assertThat(outcome.status()).isEqualTo("executed");
        assertThat(world.run(mutation(ORDER_SET, "k")).refused().code()).isEqualTo(RESPONSE_NOT_REPLAYABLE);
    }

    @Test
    void answerWhenClientErrorIsTooLargeToPassOnThenTheKeyIsFreeAllTheSame() {
        restartWithAnswersUpTo("5B");
        world.answer(422, "", "123456");
        assertThat(world.run(mutation(ORDER_SET, "k")).refused().status()).isGreaterThanOrEqualTo(400);
        assertKeyIsFree();
    }

    @ParameterizedTest
    @CsvSource({"false, LOOK_UP", "true, RETRY_SAME_KEY"})
    void answerWhenServerErrorIsTooLargeToPassOnThenUnknown(boolean recognised, Action action) {
        restartWithAnswersUpTo("4B");
        world.answer(500, "", "12345");
        var outcome = world.run(recognised ? mutation(ORDER_SET, "k", Carrier.BODY) : mutation(ORDER_SET, "k"));
        assertThat(outcome.refused().code()).isEqualTo(UPSTREAM_FAILED);
        assertThat(outcome.refused().action()).isEqualTo(action);
        assertThat(outcome.status()).isEqualTo("unknown");
        assertOutcomeIsUnknown();
    }

    @Test
    void mutationWhenItHasNoKeyThenAnsweredWithoutStatusAndNothingIsKept() {
        world.answer(201, "", "one");
        world.answer(201, "", "two");
        assertThat(world.run(mutation(ORDER, null)).status()).isNull();
        assertThat(world.run(mutation(ORDER, null)).body()).isEqualTo("two");
        world.service.then(RawService::reset);
        var lost = world.run(mutation(ORDER, null));
        assertThat(lost.refused().code()).isEqualTo(UPSTREAM_FAILED);
        assertThat(lost.status()).isNull();
    }
}
