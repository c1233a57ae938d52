package io.portage.contracttests.queue;

import io.portage.contract.Operation;
import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Operations that must be made while connected, and what gives a queue away.
@ExtendWith(Lab.class)
class NeverQueuedIT {
    private final Recorded gateway;
    private final QueueCaller caller;

    NeverQueuedIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = new QueueCaller(gateway);
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Proves({"REG-1.9", "REG-2.6", "REG-2.7", "IMM-2.3", "ORD-2.4", "POR-2.2"})
    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#neverQueued")
    void postWhenQueuedThenRefusedHoweverYoungOrOld(Operation operation) {
        for (var age : new Duration[] {Duration.ofDays(-2), Duration.ZERO, Duration.ofHours(1), Duration.ofDays(2)}) {
            assertRefused(operation, Waited.BY_BOTH_TIMES, age);
            assertRefused(operation, Waited.BY_QUEUED_AT, age);
        }
    }

    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#neverQueued")
    void postWhenKeyIsOlderThanAQuarterOfAnHourThenRefused(Operation operation) {
        assertRefused(operation, Waited.BY_UUID_V7, Duration.ofMinutes(16));
        assertRefused(operation, Waited.BY_ULID, Duration.ofMinutes(16));
    }

    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#neverQueued")
    void postWhenKeyIsYoungerThanThatThenForwarded(Operation operation) {
        for (var way : new Waited[] {Waited.BY_UUID_V7, Waited.BY_ULID}) {
            caller.assertForwarded(way.request(caller.sample(operation), Duration.ofMinutes(14)));
            caller.assertForwarded(way.request(caller.sample(operation), Duration.ofDays(-9)));
        }
    }

    @ParameterizedTest
    @MethodSource("io.portage.contracttests.queue.Contract#neverQueued")
    void postWhenOnlyTimeOfSendingIsToldThenForwarded(Operation operation) {
        caller.assertForwarded(Waited.keyed(caller.sample(operation)).with("X-Sent-At", "2020-01-01T00:00:00Z"));
    }

    private void assertRefused(Operation operation, Waited way, Duration age) {
        caller.assertRefused(operation, way.request(caller.sample(operation), age), 422, Code.OFFLINE_NOT_ALLOWED);
    }
}
