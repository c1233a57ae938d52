package io.portage.gateway.sync.discovery;

import com.fasterxml.jackson.annotation.JsonProperty;
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
                code.settles(code.action()),
                code.title());
    }
}
