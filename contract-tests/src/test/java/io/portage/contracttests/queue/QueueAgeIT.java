package io.portage.contracttests.queue;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation;
import io.portage.contract.QueueRule.PerItem;
import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How old each operation may be when it comes from a queue, whichever way the age is told.
@ExtendWith(Lab.class)
class QueueAgeIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration ALLOWANCE = Duration.ofMinutes(5);

    private final Recorded gateway;
    private final QueueCaller caller;

    QueueAgeIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = new QueueCaller(gateway);
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Proves({"REG-2.1", "IMM-3.1", "ORD-3.2", "POR-4.1", "POR-4.2", "POR-4.3"})
    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#queueableByEachWay")
    void postWhenJustYoungEnoughThenForwarded(Operation operation, Waited waited) {
        var age = Contract.rule(operation).limit().minus(MINUTE);

        caller.assertForwarded(waited.request(caller.sample(operation), age));
    }

    @Proves("POR-4.4")
    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#queueableByEachWay")
    void postWhenTooOldThenExpired(Operation operation, Waited waited) {
        var age = Contract.rule(operation).limit().plus(MINUTE);

        caller.assertRefused(
                operation, waited.request(caller.sample(operation), age), 422, Code.QUEUED_MUTATION_EXPIRED);
    }

    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#queueable")
    void postWhenAgeIsTheLimitThenForwardedAndAMillisecondLaterExpired(Operation operation) {
        var limit = Contract.rule(operation).limit();
        var sample = caller.sample(operation);

        caller.assertForwarded(Waited.BY_BOTH_TIMES.request(sample, limit));
        caller.assertRefused(
                operation,
                Waited.BY_BOTH_TIMES.request(sample, limit.plusMillis(1)),
                422,
                Code.QUEUED_MUTATION_EXPIRED);
    }

    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#queueable")
    void postWhenSentBeforeQueuedWithinAllowanceThenForwarded(Operation operation) {
        var sample = caller.sample(operation);

        caller.assertForwarded(Waited.BY_BOTH_TIMES.request(sample, ALLOWANCE.negated()));
        caller.assertForwarded(
                Waited.BY_QUEUED_AT.request(sample, ALLOWANCE.minus(MINUTE).negated()));
    }

    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#queueable")
    void postWhenQueuedAfterSentThenTellServerTime(Operation operation) {
        for (var way : new Waited[] {Waited.BY_BOTH_TIMES, Waited.BY_QUEUED_AT}) {
            var early = ALLOWANCE.plus(way == Waited.BY_BOTH_TIMES ? Duration.ofMillis(1) : MINUTE);
            gateway.services().reset();
            assertServerTime(operation, way, early.negated());
        }
    }

    private void assertServerTime(Operation operation, Waited way, Duration age) {
        var answer = gateway.caller().send(way.request(caller.sample(operation), age));

        var problem = assertProblem(answer).is(400, Code.QUEUED_AT_INVALID).body();
        assertThat(Instant.parse(problem.required("serverTime").asString()))
                .isBetween(Instant.now().minus(MINUTE), Instant.now().plus(MINUTE));
        assertThat(gateway.forwarded()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#queueable")
    void postWhenKeyIsFromTheFutureThenItsTimeMeansNothing(Operation operation) {
        var future = Duration.ofDays(365).negated();

        caller.assertForwarded(Waited.BY_UUID_V7.request(caller.sample(operation), future));
        caller.assertForwarded(Waited.BY_ULID.request(caller.sample(operation), future));
    }

    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#queueable")
    void postWhenQueuedAtIsYoungThenOldKeyMeansNothing(Operation operation) {
        var request = Waited.BY_UUID_V7.request(caller.sample(operation), Duration.ofDays(30));
        var queuedAt = Instant.now().minus(MINUTE).toString();
        var batchKey = operation.queue() instanceof PerItem ? "batch-" + queuedAt : null;
        var queued = request.with("X-Queued-At", queuedAt);

        caller.assertForwarded(batchKey == null ? queued : queued.with("Idempotency-Key", batchKey));
    }
}
