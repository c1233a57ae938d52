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

import io.portage.contract.Operation.OnStoreFailure;
import io.portage.gateway.caller.KnownOutcome;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.delegation.Delegations;
import io.portage.gateway.headers.Key;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.StoreUnavailableException;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.offline.OfflineVerdict;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.upstream.Answer;
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
    private static final String HELD_UP =
            "held up for longer than its claim holds, nothing was sent (expected: a gateway that is not starved)";

    private final IdempotencyStore store;
    private final Delegations delegations;
    private final Execution execution;
    private final DetachedWork detached;
    private final Claims claims;
    private final Heartbeat heartbeat;
    private final MonotonicClock clock;

    MutationFlow(
            IdempotencyStore store,
            Delegations delegations,
            Execution execution,
            DetachedWork detached,
            Claims claims,
            Heartbeat heartbeat,
            MonotonicClock clock) {
        this.store = store;
        this.delegations = delegations;
        this.execution = execution;
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
            case OfflineVerdict.Allowed _ ->
                detached.withSlot(
                        mutation.caller(),
                        reject(overloaded()),
                        _ -> delegation(mutation).then(Mono.defer(() -> execution.unrecorded(mutation))));
        };
    }

    private Mono<Answer> keyed(Mutation mutation, Key key) {
        var begun = clock.nanos();
        return claims.claim(mutation, key)
                .map(claim -> answer(mutation, claim, begun))
                .onErrorResume(StoreUnavailableException.class, failure -> Mono.just(storeAway(mutation, failure)))
                .flatMap(answer -> answer);
    }

    private Mono<Answer> answer(Mutation mutation, Claim claim, long begun) {
        return switch (claim) {
            case Claim.Acquired acquired -> acquired(mutation, acquired, begun);
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

    private Mono<Answer> acquired(Mutation mutation, Claim.Acquired claim, long begun) {
        var full = Mono.defer(() -> giveBack(claim, overloaded()));
        var allowed = delegation(mutation)
                .onErrorResume(
                        RejectedException.class,
                        refused -> giveBack(claim, refused.rejection()).then());
        var work = allowed.then(Mono.defer(() -> isHeldUp(mutation, begun)
                ? giveBack(claim, refusal(OVERLOADED, HELD_UP).retryAfter(RETRY_SECONDS))
                : execution.recorded(mutation, claim)));
        return detached.withSlot(mutation.caller(), full, slot -> {
            slot.holds(claim);
            return heartbeat.during(claim, claims.lease(mutation), work);
        });
    }

    /// Nothing was sent yet: the key is free again.
    private Mono<Answer> giveBack(Claim.Acquired claim, Rejection rejection) {
        return store.release(claim)
                .onErrorReturn(false)
                .then(reject(Execution.released(claim).on(rejection)));
    }

    /// A gateway that stood still since it claimed may find that its lease has ended and another attempt has begun:
    /// what leaves now could be a second effect.
    private boolean isHeldUp(Mutation mutation, long begun) {
        return clock.nanos() - begun >= claims.lease(mutation).toNanos();
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

    private Mono<Answer> storeAway(Mutation mutation, StoreUnavailableException failure) {
        LOG.warn("correlationId=\"{}\" {}", CorrelationId.inLog(mutation.correlationId()), failure.getMessage());
        boolean mayForward =
                mutation.operation().onStoreFailure() == OnStoreFailure.FORWARD && mutation.isRecognisedByService();
        return switch (mutation.verdict()) {
            case OfflineVerdict.Allowed _
            when mayForward ->
                unkeyed(mutation)
                        .map(BYPASSED::on)
                        .onErrorMap(
                                RejectedException.class,
                                refused -> BYPASSED.on(refused.rejection()).asException());
            default ->
                reject(refusal(IDEMPOTENCY_STORE_UNAVAILABLE, "no record could be made (expected: a store with room)")
                        .retryAfter(RETRY_SECONDS));
        };
    }

    private static Rejection refusal(ProblemCode code, String detail) {
        return Rejection.of(code, detail);
    }

    private static <T> Mono<T> reject(Rejection rejection) {
        return Mono.error(rejection.asException());
    }
}
