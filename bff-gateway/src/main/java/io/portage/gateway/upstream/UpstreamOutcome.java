package io.portage.gateway.upstream;

import io.portage.gateway.problem.Rejection;

/// What came of a call to a service.
public sealed interface UpstreamOutcome {
    /// It answered, completely.
    record Answered(Answer answer) implements UpstreamOutcome {}

    /// It answered with more than the gateway keeps in memory.
    record TooLarge(int status) implements UpstreamOutcome {}

    /// Nothing of the request had left the gateway.
    record NotSent(Rejection rejection) implements UpstreamOutcome {}

    /// The request had left, and no complete answer came.
    record Lost(Rejection rejection) implements UpstreamOutcome {}
}
