package io.portage.contracttests.queue;

import io.portage.contract.Operation;
import io.portage.contract.QueueRule;
import io.portage.contract.QueueRule.Condition;
import io.portage.contract.QueueRule.Otherwise;
import io.portage.contract.SyncContract;
import io.portage.contracttests.sample.Sample;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// The operations and conditions of the sync contract, as the arguments of tests.
final class Contract {
    private Contract() {}

    /// Operations that may come from a queue.
    static Stream<Operation> queueable() {
        return mutations().filter(operation -> Sample.within(operation) != null);
    }

    /// Mutations that never may.
    static Stream<Operation> neverQueued() {
        return mutations().filter(operation -> operation.queue() instanceof QueueRule.Never);
    }

    /// Operations whose queued form must name a version.
    static Stream<Operation> versioned() {
        return queueable().filter(operation -> rule(operation).version() != null);
    }

    /// Operations that may come from a queue, with each way of saying so.
    static Stream<Arguments> queueableByEachWay() {
        return queueable().flatMap(operation -> Stream.of(Waited.values()).map(way -> Arguments.of(operation, way)));
    }

    /// Every value that a condition of the contract tells apart, and whether it may be queued.
    ///
    /// An empty value stands for a missing member.
    static Stream<Arguments> conditionalValues() {
        return queueable()
                .flatMap(operation ->
                        rule(operation).when().stream().flatMap(condition -> values(operation, condition)));
    }

    private static Stream<Arguments> values(Operation operation, Condition condition) {
        var named = Stream.concat(
                condition.allow().stream().map(value -> Arguments.of(operation, condition, value, true)),
                condition.refuse().stream().map(value -> Arguments.of(operation, condition, value, false)));
        return Stream.concat(
                named,
                Stream.of(
                        Arguments.of(operation, condition, "never-heard-of", allows(condition.unknown())),
                        Arguments.of(operation, condition, "", allows(condition.missing()))));
    }

    private static boolean allows(Otherwise otherwise) {
        return otherwise == Otherwise.ALLOW;
    }

    static QueueRule.Within rule(Operation operation) {
        return Objects.requireNonNull(Sample.within(operation));
    }

    private static Stream<Operation> mutations() {
        return SyncContract.bundled().operations().stream().filter(Operation::mutates);
    }
}
