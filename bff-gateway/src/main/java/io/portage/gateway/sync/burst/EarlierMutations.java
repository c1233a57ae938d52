package io.portage.gateway.sync.burst;

import io.portage.gateway.caller.TokenVerifier;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.headers.Key;
import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.sync.lookup.KnownMutation;
import io.portage.gateway.sync.lookup.KnownMutations;
import java.util.List;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What mutations that are not in a burst mean for those in it that wait for them.
@Component
final class EarlierMutations {
    private final KnownMutations known;
    private final TokenVerifier verifier;
    private final CorrelationId ids;

    EarlierMutations(KnownMutations known, TokenVerifier verifier, CorrelationId ids) {
        this.known = known;
        this.verifier = verifier;
        this.ids = ids;
    }

    /// What a look-up of its own would find now: a token may have ended since the burst began.
    ///
    /// @param authorization of who asks; empty where they are signed out by now
    /// @param later seconds after which to come back where nobody can say
    Mono<Predecessor> find(Key key, Mono<String> authorization, LongSupplier later) {
        return authorization
                .switchIfEmpty(Mono.defer(() -> verifier.verify(null).then(Mono.empty())))
                .flatMap(own -> verifier.verify(own)
                        .flatMap(caller -> known.find(caller, key, ids.of(List.of()), own))
                        .map(EarlierMutations::standing)
                        .defaultIfEmpty(new Predecessor.Missing()))
                .onErrorMap(StoreUnavailableException.class, _ -> unavailable(later.getAsLong()));
    }

    private static RejectedException unavailable(long seconds) {
        return Rejection.of(
                        ProblemCode.IDEMPOTENCY_STORE_UNAVAILABLE,
                        "what it depends on cannot be looked up now (expected: a store that answers)")
                .retryAfter(seconds)
                .asException();
    }

    private static Predecessor standing(KnownMutation mutation) {
        return switch (mutation.state()) {
            case COMPLETED ->
                isWithheldForNow(mutation) ? new Predecessor.Held() : new Predecessor.Done(mutation.response());
            case EXPIRED_RECORD -> new Predecessor.Done(null);
            case IN_PROGRESS, UNKNOWN -> new Predecessor.Held();
        };
    }

    /// Whether the caller may see the answer cannot be asked now.
    private static boolean isWithheldForNow(KnownMutation mutation) {
        var why = mutation.withheld();
        return why != null && why.action() == Action.RETRY_SAME_KEY;
    }
}
