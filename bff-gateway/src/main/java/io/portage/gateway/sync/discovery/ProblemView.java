package io.portage.gateway.sync.discovery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.ProblemCode;

/// A problem as clients may expect it. What a problem itself says of status and action counts more.
///
/// @param leaves whether the mutation may leave the outbox as soon as the user knows; else something comes first: time,
///     a token or a look
record ProblemView(
        String code,
        String type,
        int status,
        String action,
        boolean retryable,
        @JsonProperty("final") boolean leaves,
        String title) {
    static ProblemView of(ProblemCode code) {
        return new ProblemView(
                code.name(),
                code.type(),
                code.status(),
                code.action().text(),
                code.action().retryable(),
                leaves(code.action()),
                code.title());
    }

    private static boolean leaves(Action action) {
        return switch (action) {
            case RETRY_SAME_KEY, REFRESH_TOKEN, LOOK_UP -> false;
            case DISCARD_AND_TELL_USER, DO_ONLINE, REFRESH_AND_MERGE, ASK_USER, FIX_REQUEST, NONE -> true;
        };
    }
}
