package io.portage.gateway.mutation;

import io.portage.gateway.problem.Rejection;
import io.portage.gateway.upstream.Answer;
import java.util.Locale;

/// What became of a request in view of its key, as every answer from the claim on says it.
enum IdempotencyStatus {
    /// The request owned its key and ran now.
    EXECUTED,
    /// An earlier request with this key had run.
    REPLAYED,
    /// An earlier request with this key is running.
    IN_PROGRESS,
    /// The key belongs to another request.
    MISMATCH,
    /// Nobody knows whether the mutation took effect.
    UNKNOWN,
    /// The store was away and the service recognises repeats by itself.
    BYPASSED;

    static final String HEADER = "Idempotency-Status";

    private String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Answer on(Answer answer) {
        return answer.with(HEADER, text());
    }

    Rejection on(Rejection rejection) {
        return rejection.header(HEADER, text());
    }
}
