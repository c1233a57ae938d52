package io.portage.gateway.sync.budget;

import io.portage.gateway.caller.Caller;
import reactor.core.publisher.Mono;

/// A bucket of tokens for each caller, which fills up again with time. It never fails: where it cannot be shared, it is
/// kept by each gateway for itself.
public interface RateBudget {
    /// Takes so many tokens of a caller, or as many as there are.
    ///
    /// @return how many were taken
    Mono<Integer> take(Caller caller, int wanted);

    /// Puts back what was taken and not used.
    Mono<Void> giveBack(Caller caller, int unused);

    /// Seconds until so many tokens more are there.
    long secondsUntil(int tokens);
}
