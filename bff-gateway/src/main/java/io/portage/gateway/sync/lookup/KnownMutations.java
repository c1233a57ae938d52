package io.portage.gateway.sync.lookup;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.gateway.caller.Authority;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.delegation.Delegations;
import io.portage.gateway.headers.Key;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Known;
import io.portage.gateway.idempotency.Provenance;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.sync.lookup.KnownMutation.State;
import io.portage.gateway.upstream.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Looks up what became of a caller's own mutation. Its state is told whatever happened since; its answer only to a
/// caller who could still send the mutation, by the same rules and asked as late as for a replay.
@Component
public final class KnownMutations {
    private final IdempotencyStore store;
    private final SyncContract contract;
    private final Delegations delegations;

    KnownMutations(IdempotencyStore store, SyncContract contract, Delegations delegations) {
        this.store = store;
        this.contract = contract;
        this.delegations = delegations;
    }

    /// What became of the mutation; empty where this caller has none with that key, or where the key is free again.
    /// Fails with a `StoreUnavailableException` where nobody can say.
    ///
    /// @param correlationId of the request that asks
    /// @param authorization the caller's own, for a gateway that asks for delegations in its callers' names
    public Mono<KnownMutation> find(Caller caller, Key key, String correlationId, @Nullable String authorization) {
        return store.find(new Scope(caller.tenant(), caller.subject(), key)).flatMap(known -> switch (known) {
            case Known.Completed(var firstSeen, var response) ->
                shown(
                        KnownMutation.of(State.COMPLETED, firstSeen),
                        response,
                        refusal(response.provenance(), caller, correlationId, authorization));
            case Known.Tombstone(var firstSeen) -> Mono.just(KnownMutation.of(State.EXPIRED_RECORD, firstSeen));
            case Known.Running(var firstSeen, var remaining) -> Mono.just(KnownMutation.running(firstSeen, remaining));
            case Known.Unknown(var firstSeen) -> Mono.just(KnownMutation.of(State.UNKNOWN, firstSeen));
        });
    }

    private static Mono<KnownMutation> shown(KnownMutation known, StoredResponse response, Mono<Rejection> refusal) {
        return refusal.map(known::withholding)
                .switchIfEmpty(Mono.fromSupplier(
                        () -> known.showing(new Answer(response.status(), response.headers(), response.body()))));
    }

    /// Why the answer is not for this caller, or not any more; empty where it is. What cannot be asked is a refusal.
    private Mono<Rejection> refusal(
            @Nullable Provenance provenance, Caller caller, String correlationId, @Nullable String authorization) {
        var operation = provenance == null ? null : operation(provenance.operation());
        if (provenance == null || operation == null) {
            return Mono.just(notShown("it is not known what the answer was for"));
        }
        var refusal = Authority.refusal(operation, caller);
        if (refusal != null) {
            return Mono.just(refusal);
        }
        var patient = provenance.patient();
        return patient == null ? Mono.empty() : delegation(caller, patient, correlationId, authorization);
    }

    private Mono<Rejection> delegation(
            Caller caller, String patient, String correlationId, @Nullable String authorization) {
        if (authorization == null) {
            return Mono.just(notShown("a delegation cannot be asked for without a token"));
        }
        return delegations
                .check(new Delegations.Question(caller, patient, authorization, correlationId))
                .then(Mono.<Rejection>empty())
                .onErrorResume(RejectedException.class, refused -> Mono.just(refused.rejection()));
    }

    /// Null where the contract has it no longer.
    private @Nullable Operation operation(String id) {
        return contract.operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static Rejection notShown(String why) {
        return Rejection.of(ProblemCode.RESPONSE_NOT_REPLAYABLE, "the mutation took effect; " + why);
    }
}
