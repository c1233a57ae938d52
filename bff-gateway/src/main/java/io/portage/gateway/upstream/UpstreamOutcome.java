package io.portage.gateway.upstream;

import io.portage.gateway.problem.Rejection;

/// What came of a call to a service.
public sealed interface UpstreamOutcome {
    /// It answered, completely.
    record Answered(Answer answer) implements UpstreamOutcome {}

    /// It answered with more than the gateway keeps in memory.
    record TooLarge(int status) implements UpstreamOutcome {}

    /// No complete answer came.
    sealed interface Failed extends UpstreamOutcome {
        Rejection rejection();
    }

    /// Nothing of the request had left the gateway.
    record NotSent(Rejection rejection) implements Failed {}

    /// The request had left.
    record Lost(Rejection rejection) implements Failed {}
}
