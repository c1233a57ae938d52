package io.portage.gateway.sync.discovery;

import io.portage.contract.SyncContract;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.offline.QueueAge;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.sync.BurstLimits;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// All that a client needs to know before it queues, sends or drops a mutation.
record ContractView(
        Lifetimes lifetimes,
        Clock clock,
        Limits limits,
        BurstLimits.Recommended recommendedBurst,
        List<OperationView> operations,
        List<ProblemView> problems) {

    /// @param answer how long a repeat gets the stored answer, from its completion
    /// @param tombstone how long it is known that a mutation took effect
    record Lifetimes(Duration answer, Duration tombstone) {}

    /// @param allowance by how much a queued mutation's times may contradict each other or the server's
    /// @param onlineKey age up to which a time-ordered key alone does not make a mutation a queued one
    record Clock(Duration allowance, Duration onlineKey) {}

    record Limits(Burst burst, Rate rate) {}

    record Burst(int mutations, long bytes, long mutationBytes) {}

    record Rate(int mutations, int perSecond) {}

    static ContractView of(SyncContract contract, Retention retention, BurstLimits limits) {
        return new ContractView(
                new Lifetimes(retention.response(), retention.tombstone()),
                new Clock(QueueAge.ALLOWANCE, QueueAge.OLDEST_ONLINE_KEY),
                new Limits(
                        new Burst(limits.mutations(), limits.bytes(), limits.mutationBytes()),
                        new Rate(limits.budget(), limits.perSecond())),
                limits.recommended(),
                contract.operations().stream()
                        .map(OperationView::of)
                        .sorted(Comparator.comparing(OperationView::id))
                        .toList(),
                Stream.of(ProblemCode.values()).map(ProblemView::of).toList());
    }
}
