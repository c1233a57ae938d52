package io.portage.contracttests.queue;

import io.portage.contract.Operation;
import io.portage.contract.QueueRule.Condition;
import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Sample;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a queued body must say: every conditional value of the contract, and the version that the change is based on.
@ExtendWith(Lab.class)
class QueueConditionsIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private final Recorded gateway;
    private final QueueCaller caller;

    QueueConditionsIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = new QueueCaller(gateway);
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Proves({"ORD-1.3", "ORD-1.4", "ORD-2.1", "ORD-2.2", "ORD-2.3", "ORD-3.1", "REG-2.4"})
    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#conditionalValues")
    void postWhenQueuedThenConditionDecides(Operation operation, Condition condition, String value, boolean allowed) {
        for (var way : Waited.values()) {
            var request = way.request(sample(operation, condition, value), HOUR);
            if (allowed) {
                caller.assertForwarded(request);
            } else {
                caller.assertRefused(operation, request, 422, Code.OFFLINE_NOT_ALLOWED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#conditionalValues")
    void postWhenOnlineThenConditionMeansNothing(
            Operation operation, Condition condition, String value, boolean allowed) {
        caller.assertForwarded(Waited.keyed(sample(operation, condition, value)));
    }

    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#conditionalValues")
    void postWhenRefusedValueIsAlsoTooOldThenRefusedAsNeverAllowed(
            Operation operation, Condition condition, String value, boolean allowed) {
        var request = Waited.BY_BOTH_TIMES.request(sample(operation, condition, value), Duration.ofDays(3));

        caller.assertRefused(
                operation, request, 422, allowed ? Code.QUEUED_MUTATION_EXPIRED : Code.OFFLINE_NOT_ALLOWED);
    }

    @Proves({"REG-2.2", "IMM-5.1", "ORD-4.1"})
    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#versioned")
    void postWhenQueuedWithoutVersionThenVersionRequired(Operation operation) {
        var request = Waited.BY_BOTH_TIMES.request(withoutVersion(operation), HOUR);

        caller.assertRefused(operation, request, 428, Code.VERSION_REQUIRED);
    }

    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#versioned")
    void postWhenOnlineWithoutVersionThenForwarded(Operation operation) {
        caller.assertForwarded(Waited.keyed(withoutVersion(operation)));
    }

    private Sample withoutVersion(Operation operation) {
        return caller.sample(operation)
                .without(Objects.requireNonNull(Contract.rule(operation).version()));
    }

    private Sample sample(Operation operation, Condition condition, String value) {
        var sample = caller.sample(operation);
        return value.isEmpty() ? sample.without(condition.pointer()) : sample.with(condition.pointer(), value);
    }
}
