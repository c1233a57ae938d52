package io.portage.gateway.sync.burst;

import io.portage.contract.JsonPointer;
import io.portage.gateway.json.Json;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.ProblemBody;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.sync.burst.Entry.Label;
import io.portage.gateway.upstream.Answer;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What became of one item.
///
/// @param answer as the single request would have been answered
/// @param standing what it means for those that wait for it
record ItemResult(Label label, Answer answer, Predecessor standing) {
    private static final Set<Integer> FOR_NOW = Set.of(401, 408, 425, 429);
    private static final Set<String> UNDECIDED = Set.of("unknown", "in-progress");
    private static final JsonPointer CODE = JsonPointer.parse("/code");
    /// By this the gateway's own problems are told from those that services word alike.
    private static final JsonPointer TYPE = JsonPointer.parse("/type");

    private static final JsonPointer ACTION = JsonPointer.parse("/action");
    private static final JsonPointer OUTCOME = JsonPointer.parse("/outcome");

    static ItemResult of(Label label, Answer answer) {
        return new ItemResult(label, answer, standing(answer));
    }

    /// Whether the item may leave the outbox: sent again as it is, it would fare no better.
    boolean isFinal() {
        return !(standing instanceof Predecessor.Held);
    }

    private static Predecessor standing(Answer answer) {
        if (answer.isSuccess()) {
            return new Predecessor.Done(answer);
        }
        var problem = problem(answer);
        var code = text(problem, CODE)
                .flatMap(ProblemCode::named)
                .filter(ours -> text(problem, TYPE).filter(ours.type()::equals).isPresent())
                .orElse(null);
        if (code == ProblemCode.RESPONSE_NOT_REPLAYABLE
                || (code != null
                        && text(problem, OUTCOME).filter("completed"::equals).isPresent())) {
            return new Predecessor.Done(null);
        }
        return isSettled(answer, code, text(problem, ACTION).flatMap(Action::of))
                ? new Predecessor.Failed()
                : new Predecessor.Held();
    }

    private static boolean isSettled(Answer answer, @Nullable ProblemCode code, Optional<Action> action) {
        var status = answer.header("Idempotency-Status");
        if (status != null && UNDECIDED.contains(status)) {
            return false;
        }
        if (code == null || action.isEmpty()) {
            return isRefusal(answer.status());
        }
        return code.settles(action.get());
    }

    private static boolean isRefusal(int status) {
        return status >= 400 && status < 500 && !FOR_NOW.contains(status);
    }

    private static @Nullable Json problem(Answer answer) {
        try {
            return ProblemBody.MEDIA_TYPE.equals(answer.header("Content-Type")) ? JsonReader.read(answer.body()) : null;
        } catch (MalformedJsonException _) {
            return null;
        }
    }

    private static Optional<String> text(@Nullable Json problem, JsonPointer pointer) {
        return problem == null ? Optional.empty() : Optional.ofNullable(problem.textAt(pointer));
    }
}
