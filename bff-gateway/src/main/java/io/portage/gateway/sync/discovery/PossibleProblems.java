package io.portage.gateway.sync.discovery;

import io.portage.gateway.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;

/// Which problems a client of an operation can meet. A code of which nothing is said here may come of any.
final class PossibleProblems {
    private PossibleProblems() {}

    static List<ProblemCode> of(OperationView operation) {
        return Stream.of(ProblemCode.values())
                .filter(code -> isPossible(code, operation))
                .toList();
    }

    private static boolean isPossible(ProblemCode code, OperationView operation) {
        return switch (code) {
            // whoever asks for what stands in the document asks for something that is there
            case OPERATION_UNKNOWN, METHOD_NOT_ALLOWED -> false;
            // of bursts and look-ups
            case DEPENDENCY_INVALID, PREDECESSOR_FAILED, MUTATION_NOT_FOUND -> false;
            case BODY_MALFORMED,
                    IDEMPOTENCY_KEY_REQUIRED,
                    IDEMPOTENCY_IN_PROGRESS,
                    OUTCOME_UNKNOWN,
                    RESPONSE_NOT_REPLAYABLE,
                    IDEMPOTENCY_KEY_REUSED,
                    PAYLOAD_TOO_LARGE,
                    MEDIA_TYPE_UNSUPPORTED -> operation.mutates();
            case IDEMPOTENCY_KEY_CONFLICT -> operation.key().body() != null;
            case OFFLINE_NOT_ALLOWED, QUEUED_AT_INVALID, QUEUED_MUTATION_EXPIRED, VERSION_REQUIRED, BATCH_REFUSED ->
                operation.mutates() && operation.queue().refusals().contains(code);
            case MODULE_NOT_ACTIVE -> operation.module() != null;
            case DELEGATION_INVALID -> operation.delegation() != null;
            default -> true;
        };
    }
}
