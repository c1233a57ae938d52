package io.portage.gateway.idempotency.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.model.Call;
import io.portage.gateway.idempotency.model.Edge;
import io.portage.gateway.idempotency.model.Machine.Outcome;
import io.portage.gateway.idempotency.model.Row;
import io.portage.gateway.idempotency.model.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one run of a script came to.
///
/// @param answer as the script gave it
/// @param row what stands in Redis afterwards
record Reply(Object answer, @Nullable Row row, Call call) {
    /// For how long a test may stand still between a script and the look at what it left.
    private static final long SLACK = 60_000;

    /// @param answers of the script, then the hash, the answer, and the time that each has left
    static Reply of(Edge edge, List<?> answers) {
        var hash = (List<?>) answers.get(1);
        var row = hash.isEmpty() ? null : RedisRows.row(hash, answers.get(2));
        var reply = new Reply(answers.get(0), row, edge.call());
        if (row != null && !row.equals(edge.row())) {
            reply.expires(row, (Long) answers.get(3));
            if (edge.call() instanceof Call.Word word && row.state() == Row.State.COMPLETED) {
                assertThat((Long) answers.get(4))
                        .as("time that the answer has left after %s", word)
                        .isBetween(Times.RESPONSE - SLACK, Times.RESPONSE);
            }
        }
        return reply;
    }

    private void expires(Row after, long left) {
        assertThat(left).as("time that %s has left", after).isBetween(after.until() - SLACK, after.until());
    }

    Outcome outcome() {
        return new Outcome(RedisRows.told(call, answer), row);
    }

    boolean isTooLate() {
        return answer instanceof List<?> list && list.getFirst().equals("L");
    }
}
