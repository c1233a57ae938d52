package io.portage.contracttests.outcomes;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.sample.TimedKeys;
import io.portage.contracttests.wire.HeaderLine;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that say that nothing happened: the key is free again, and what was decided about its queue age stays.
@ExtendWith(Lab.class)
class NoEffectIT {
    private static final Reply BUSY = Reply.json(503, "{\"code\":\"BUSY\"}", new HeaderLine("Retry-After", "1"));
    private final Recorded gateway;
    private final Caller caller;

    NoEffectIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    @AfterEach
    void reset() {
        gateway.reset();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 410, 412, 422, 429, 499})
    void sendWhenServiceRefusesThenKeyIsFreeAgain(int status) {
        gateway.services().answer(Reply.json(status, "{\"code\":\"NOT_NOW\"}"));

        assertExecutedOnSecondAttempt();
    }

    @Test
    void sendWhenServiceIsBusyThenKeyIsFreeAgain() {
        gateway.services().answer(BUSY);

        assertExecutedOnSecondAttempt();
    }

    /// The service keeps no keys, so an outcome taken for unknown would never be sent again.
    private void assertExecutedOnSecondAttempt() {
        var request = Requests.refill(caller.subject()).with("Idempotency-Key", "free");
        assertThat(caller.send(request).header("Idempotency-Status")).isEqualTo("executed");
        gateway.services().reset();

        var second = caller.send(request);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotency-Status")).isEqualTo("executed");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 501, 502, 503, 504})
    void sendWhenServiceMayHaveActedThenKeyIsNotFree(int status) {
        gateway.services().answer(Reply.json(status, "{\"code\":\"OOPS\"}"));
        var request = Requests.refill(caller.subject()).with("Idempotency-Key", "maybe");
        assertThat(caller.send(request).header("Idempotency-Status")).isEqualTo("unknown");
        gateway.services().reset();

        assertProblem(caller.send(request)).is(409, Code.OUTCOME_UNKNOWN);
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Test
    void sendWhenFreeKeyComesWithAnotherRequestThenItIsJudgedAnew() {
        gateway.services().answer(BUSY);
        caller.send(Requests.patient("A").with("Idempotency-Key", "other"));
        gateway.services().reset();

        assertThat(caller.send(Requests.patient("B").with("Idempotency-Key", "other"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void sendWhenRetriedOnlineThenNeverTurnedIntoAQueuedOne() {
        var key = TimedKeys.UUID_V7.at(Instant.now().minus(Duration.ofMinutes(10)), new Random(1));
        var merge = Requests.merge().with("Idempotency-Key", key);
        gateway.services().answer(BUSY);
        assertThat(caller.send(merge).status()).isEqualTo(503);
        gateway.services().reset();
        gateway.world().advance(Duration.ofMinutes(10));

        assertThat(caller.send(merge).header("Idempotency-Status")).isEqualTo("executed");
    }

    @Test
    void sendWhenQueuedMutationFailedWhileYoungEnoughThenRetriedLater() {
        var queued = Requests.patient()
                .with("Idempotency-Key", "nearly")
                .with("X-Queued-At", Instant.now().minus(Duration.ofHours(23)).toString());
        gateway.services().answer(BUSY);
        assertThat(caller.send(queued).status()).isEqualTo(503);
        gateway.services().reset();
        gateway.world().advance(Duration.ofHours(2));

        var renewed = caller.with(gateway.world().of(caller.subject()));
        assertThat(renewed.send(queued).header("Idempotency-Status")).isEqualTo("executed");
    }
}
