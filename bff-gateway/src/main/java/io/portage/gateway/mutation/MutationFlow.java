package io.portage.gateway.mutation;

import static io.portage.gateway.mutation.IdempotencyStatus.BYPASSED;
import static io.portage.gateway.mutation.IdempotencyStatus.IN_PROGRESS;
import static io.portage.gateway.mutation.IdempotencyStatus.MISMATCH;
import static io.portage.gateway.mutation.IdempotencyStatus.REPLAYED;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_IN_PROGRESS;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_KEY_REUSED;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_STORE_UNAVAILABLE;
import static io.portage.gateway.problem.ProblemCode.OUTCOME_UNKNOWN;
import static io.portage.gateway.problem.ProblemCode.OVERLOADED;
import static io.portage.gateway.problem.ProblemCode.RESPONSE_NOT_REPLAYABLE;

import io.portage.gateway.caller.KnownOutcome;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.delegation.Delegations;
import io.portage.gateway.headers.Key;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.offline.OfflineVerdict;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.upstream.Answer;
import io.portage.gateway.upstream.NotAfter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// A mutation from its claim to its recorded answer: claim, delegation, forward, record, answer.
@Component
final class MutationFlow {
    private static final Logger LOG = LoggerFactory.getLogger(MutationFlow.class);
    private static final long RETRY_SECONDS = 1;

    private final IdempotencyStore store;
    private final Delegations delegations;
    private final Execution execution;
    private final Outcomes outcomes;
    private final DetachedWork detached;
    private final Claims claims;
    private final Heartbeat heartbeat;
    private final MonotonicClock clock;

    MutationFlow(
            IdempotencyStore store,
            Delegations delegations,
            Execution execution,
            Outcomes outcomes,
            DetachedWork detached,
            Claims claims,
            Heartbeat heartbeat,
            MonotonicClock clock) {
        this.store = store;
        this.delegations = delegations;
        this.execution = execution;
        this.outcomes = outcomes;
        this.detached = detached;
        this.claims = claims;
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    /// Runs a mutation to its answer. Cancelling the result changes nothing: what was claimed is finished and recorded.
    Mono<Answer> run(Mutation mutation) {
        var key = mutation.key();
        var work = key == null ? unkeyed(mutation) : keyed(mutation, key);
        // as a signal, since an error that comes after the client has gone would be an error that nobody asked for
        return Mono.fromFuture(work.materialize().toFuture(), true).dematerialize();
    }

    private Mono<Answer> unkeyed(Mutation mutation) {
        return switch (mutation.verdict()) {
            case OfflineVerdict.Refused(var rejection) -> reject(rejection);
            case OfflineVerdict.Allowed _ -> detached.awaited(mutation.caller(), slot -> unrecorded(mutation, slot));
        };
    }

    private Mono<Answer> unrecorded(Mutation mutation, Slot slot) {
        return slot.admit()
                ? delegation(mutation).then(Mono.defer(() -> execution.unrecorded(mutation)))
                : reject(overloaded());
    }

    /// Its place is taken before its claim: a client that is gone meanwhile has a mutation to be finished all the same.
    private Mono<Answer> keyed(Mutation mutation, Key key) {
        return detached.awaited(
                mutation.caller(),
                slot -> claims.claim(mutation, key, slot)
                        .map(told -> answer(mutation, told, slot))
                        .onErrorResume(
                                StoreUnavailableException.class,
                                failure -> Mono.just(storeAway(mutation, failure, slot)))
                        .flatMap(answer -> answer));
    }

    private Mono<Answer> answer(Mutation mutation, Claims.Told told, Slot slot) {
        return switch (told.claim()) {
            case Claim.Acquired claim -> acquired(leaving(mutation, told.asked()), claim, slot);
            case Claim.Replay(var response) -> completed(mutation).then(Mono.fromSupplier(() -> replay(response)));
            case Claim.Tombstone() ->
                completed(mutation)
                        .then(reject(REPLAYED.on(refusal(
                                RESPONSE_NOT_REPLAYABLE,
                                "the mutation took effect; read its result from the service"))));
            case Claim.Busy(var remaining) ->
                reject(IN_PROGRESS
                        .on(refusal(
                                IDEMPOTENCY_IN_PROGRESS,
                                "it ends, one way or the other, within " + seconds(remaining) + " s"))
                        .retryAfter(seconds(remaining)));
            case Claim.Mismatch() ->
                reject(MISMATCH.on(refusal(
                        IDEMPOTENCY_KEY_REUSED,
                        "another request had this key (expected: a key for each action of a user)")));
            case Claim.Unknown() ->
                reject(IdempotencyStatus.UNKNOWN.on(refusal(
                        OUTCOME_UNKNOWN,
                        "an earlier attempt had no definite answer, and the service knows no repeats")));
            case Claim.Refused(var rejection) -> reject(rejection);
        };
    }

    /// A gateway that stood still since it claimed may find that its lease has ended and another attempt has begun:
    /// what leaves then could be a second effect.
    private Mutation leaving(Mutation mutation, long asked) {
        return mutation.leaving(
                new NotAfter(clock::nanos, asked + claims.lease(mutation).toNanos()));
    }

    private Mono<Answer> acquired(Mutation mutation, Claim.Acquired claim, Slot slot) {
        if (!slot.admit()) {
            return giveBack(mutation, claim, slot, overloaded());
        }
        slot.says(store.abandon(claim));
        slot.holds(heartbeat.beat(claim, claims.lease(mutation)));
        return delegation(mutation)
                .onErrorResume(
                        RejectedException.class,
                        refused -> giveBack(mutation, claim, slot, refused.rejection())
                                .then())
                .then(Mono.defer(() -> execution.recorded(mutation, claim, slot)));
    }

    /// Nothing was sent yet: the key is free again.
    private Mono<Answer> giveBack(Mutation mutation, Claim.Acquired claim, Slot slot, Rejection rejection) {
        return outcomes.written(mutation, slot, store.release(claim))
                .then(reject(Execution.released(claim).on(rejection)));
    }

    /// Whole seconds, and none too few.
    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }

    private static Rejection overloaded() {
        return refusal(OVERLOADED, "too many mutations under way (expected: fewer at once)")
                .retryAfter(RETRY_SECONDS);
    }

    private Mono<Void> delegation(Mutation mutation) {
        var question = mutation.delegation();
        return question == null ? Mono.empty() : delegations.check(question);
    }

    /// The right to act is asked again before a stored answer is shown.
    private Mono<Void> completed(Mutation mutation) {
        return delegation(mutation)
                .onErrorMap(
                        RejectedException.class,
                        refused -> REPLAYED.on(KnownOutcome.completed(refused.rejection()))
                                .asException());
    }

    private static Answer replay(StoredResponse response) {
        return REPLAYED.on(new Answer(response.status(), response.headers(), response.body()))
                .with("Idempotency-Replayed", "true");
    }

    private Mono<Answer> storeAway(Mutation mutation, StoreUnavailableException failure, Slot slot) {
        LOG.warn("correlationId=\"{}\" {}", CorrelationId.inLog(mutation.correlationId()), failure.getMessage());
        return mutation.isForwardedWithoutStore()
                ? unrecorded(mutation, slot)
                        .map(BYPASSED::on)
                        .onErrorMap(
                                RejectedException.class,
                                refused -> BYPASSED.on(refused.rejection()).asException())
                : reject(refusal(IDEMPOTENCY_STORE_UNAVAILABLE, "no record could be made (expected: a store with room)")
                        .retryAfter(RETRY_SECONDS));
    }

    private static Rejection refusal(ProblemCode code, String detail) {
        return Rejection.of(code, detail);
    }

    private static <T> Mono<T> reject(Rejection rejection) {
        return Mono.error(rejection.asException());
    }
}
