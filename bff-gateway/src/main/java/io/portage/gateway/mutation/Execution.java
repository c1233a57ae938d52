package io.portage.gateway.mutation;

import static io.portage.gateway.mutation.IdempotencyStatus.EXECUTED;
import static io.portage.gateway.mutation.IdempotencyStatus.UNKNOWN;

import io.portage.gateway.Settings;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.upstream.Answer;
import io.portage.gateway.upstream.AnswerHeaders;
import io.portage.gateway.upstream.ServiceErrors;
import io.portage.gateway.upstream.UpstreamOutcome.Answered;
import io.portage.gateway.upstream.UpstreamOutcome.Lost;
import io.portage.gateway.upstream.UpstreamOutcome.NotSent;
import io.portage.gateway.upstream.UpstreamOutcome.TooLarge;
import io.portage.gateway.upstream.Upstreams;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Sends a mutation, once, and records what is known of its outcome before anybody is told.
@Component
final class Execution {
    private final Upstreams upstreams;
    private final IdempotencyStore store;
    private final Outcomes outcomes;
    private final long largestStored;

    Execution(Upstreams upstreams, IdempotencyStore store, Outcomes outcomes, Settings settings) {
        this.upstreams = upstreams;
        this.store = store;
        this.outcomes = outcomes;
        this.largestStored = settings.upstream().largestStored().toBytes();
    }

    /// Sends a mutation that has no record.
    Mono<Answer> unrecorded(Mutation mutation) {
        return upstreams.exchange(mutation.request()).flatMap(outcome -> switch (outcome) {
            case Answered(var answer) -> Mono.just(passed(mutation, answer, !isNoEffect(mutation, answer)));
            case TooLarge(var status) -> Mono.error(tooLarge(status).asException());
            case NotSent(var rejection) -> Mono.error(rejection.asException());
            case Lost(var rejection) ->
                Mono.error(withAction(mutation, rejection).asException());
        });
    }

    /// Sends a mutation and records its outcome under the claim.
    Mono<Answer> recorded(Mutation mutation, Claim.Acquired claim, Slot slot) {
        return upstreams.exchange(mutation.request()).flatMap(outcome -> switch (outcome) {
            case Answered(var answer) when answer.isSuccess() -> success(mutation, claim, slot, answer);
            case Answered(var answer)
            when isNoEffect(mutation, answer) ->
                outcomes.written(mutation, slot, store.release(claim))
                        .thenReturn(released(claim).on(passed(mutation, answer, false)));
            case Answered(var answer) ->
                outcomes.written(mutation, slot, store.abandon(claim))
                        .thenReturn(UNKNOWN.on(passed(mutation, answer, true)));
            case TooLarge(var status)
            when status < 300 ->
                outcomes.written(mutation, slot, store.complete(claim, null))
                        .flatMap(written -> Mono.error(
                                executed(written).on(tooLarge(status)).asException()));
            case TooLarge(var status)
            when mutation.operation().noEffect().holds(status, false) ->
                outcomes.written(mutation, slot, store.release(claim))
                        .then(Mono.error(released(claim).on(tooLarge(status)).asException()));
            case TooLarge(var status) ->
                outcomes.written(mutation, slot, store.abandon(claim))
                        .then(Mono.error(UNKNOWN.on(withAction(mutation, tooLarge(status)))
                                .asException()));
            case NotSent(var rejection) ->
                outcomes.written(mutation, slot, store.release(claim))
                        .then(Mono.error(released(claim).on(rejection).asException()));
            case Lost(var rejection) ->
                outcomes.written(mutation, slot, store.abandon(claim))
                        .then(Mono.error(
                                UNKNOWN.on(withAction(mutation, rejection)).asException()));
        });
    }

    /// What an attempt says that had no effect: of an earlier one, which may have had one, that says nothing.
    static IdempotencyStatus released(Claim.Acquired claim) {
        return claim.redriven() ? UNKNOWN : EXECUTED;
    }

    /// Who is told `executed` finds the answer again. Where that is not certain, nobody is told so.
    private static IdempotencyStatus executed(boolean written) {
        return written ? EXECUTED : UNKNOWN;
    }

    private Mono<Answer> success(Mutation mutation, Claim.Acquired claim, Slot slot, Answer answer) {
        return outcomes.written(mutation, slot, store.complete(claim, toKeep(mutation, answer)))
                .map(written -> executed(written).on(answer));
    }

    private @Nullable StoredResponse toKeep(Mutation mutation, Answer answer) {
        return answer.body().length > largestStored
                ? null
                : AnswerHeaders.stored(answer).of(mutation.provenance());
    }

    private static boolean isNoEffect(Mutation mutation, Answer answer) {
        return answer.isSuccess()
                || mutation.operation().noEffect().holds(answer.status(), answer.header("Retry-After") != null);
    }

    private static Answer passed(Mutation mutation, Answer answer, boolean unknown) {
        return ServiceErrors.wrapped(answer, unknown && !mutation.isRecognisedByService(), mutation.correlationId());
    }

    private static Rejection withAction(Mutation mutation, Rejection rejection) {
        return mutation.isRecognisedByService() ? rejection.action(Action.RETRY_SAME_KEY) : rejection;
    }

    private static Rejection tooLarge(int status) {
        return status < 300
                ? Rejection.of(
                        ProblemCode.RESPONSE_NOT_REPLAYABLE,
                        "the mutation took effect; its answer is too large to be passed on")
                : Rejection.of(ProblemCode.UPSTREAM_FAILED, "an error that is too large to be passed on");
    }
}
