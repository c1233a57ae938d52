package io.portage.contracttests.queue;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation;
import io.portage.contract.QueueRule.PerItem;
import io.portage.contracttests.problems.Code;
import io.portage.contracttests.sample.Sample;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Recorded;

/// Somebody whose mutations were queued, and what must become of them.
final class QueueCaller {
    private final Recorded gateway;
    private final Caller caller;

    QueueCaller(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    /// A request of that operation that may come from a queue.
    Sample sample(Operation operation) {
        return Sample.of(operation, caller.subject());
    }

    void assertForwarded(Request request) {
        gateway.services().reset();
        assertThat(caller.send(request).status()).as("%s", request).isEqualTo(201);
        assertThat(gateway.forwarded()).hasSize(1);
    }

    /// The request is refused with that code (a batch: with that code for its last item) and reaches no service.
    Message assertRefused(Operation operation, Request request, int status, Code code) {
        gateway.services().reset();
        var answer = caller.send(request);
        if (operation.queue() instanceof PerItem) {
            var items = assertProblem(answer).is(422, Code.BATCH_REFUSED).body().required("items");
            assertThat(items.get(items.size() - 1).path("code").asString()).isEqualTo(code.name());
        } else {
            assertProblem(answer).is(status, code).hasNoIdempotencyStatus();
        }
        assertThat(gateway.forwarded()).isEmpty();
        return answer;
    }
}
