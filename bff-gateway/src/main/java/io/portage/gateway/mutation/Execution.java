package io.portage.gateway.mutation;

import static io.portage.gateway.mutation.IdempotencyStatus.EXECUTED;
import static io.portage.gateway.mutation.IdempotencyStatus.UNKNOWN;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.portage.gateway.Settings;
import io.portage.gateway.correlation.CorrelationId;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Sends a mutation, once, and records what is known of its outcome before anybody is told.
@Component
final class Execution {
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);
    private final Upstreams upstreams;
    private final IdempotencyStore store;
    private final long largestStored;
    private final Counter stale;

    Execution(Upstreams upstreams, IdempotencyStore store, Settings settings, MeterRegistry meters) {
        this.upstreams = upstreams;
        this.store = store;
        this.largestStored = settings.upstream().largestStored().toBytes();
        this.stale = Counter.builder("portage.mutations.stale")
                .description("outcomes that came after their claim had passed to somebody else; they were not recorded")
                .register(meters);
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
    Mono<Answer> recorded(Mutation mutation, Claim.Acquired claim) {
        return upstreams.exchange(mutation.request()).flatMap(outcome -> switch (outcome) {
            case Answered(var answer) when answer.isSuccess() -> success(mutation, claim, answer);
            case Answered(var answer)
            when isNoEffect(mutation, answer) ->
                settled(mutation, store.release(claim))
                        .thenReturn(released(claim).on(passed(mutation, answer, false)));
            case Answered(var answer) ->
                settled(mutation, store.abandon(claim)).thenReturn(UNKNOWN.on(passed(mutation, answer, true)));
            case TooLarge(var status)
            when status < 300 ->
                settled(mutation, store.complete(claim, null))
                        .then(Mono.error(EXECUTED.on(tooLarge(status)).asException()));
            case TooLarge(var status)
            when mutation.operation().noEffect().holds(status, false) ->
                settled(mutation, store.release(claim))
                        .then(Mono.error(released(claim).on(tooLarge(status)).asException()));
            case TooLarge(var status) ->
                settled(mutation, store.abandon(claim))
                        .then(Mono.error(UNKNOWN.on(withAction(mutation, tooLarge(status)))
                                .asException()));
            case NotSent(var rejection) ->
                settled(mutation, store.release(claim))
                        .then(Mono.error(released(claim).on(rejection).asException()));
            case Lost(var rejection) ->
                settled(mutation, store.abandon(claim))
                        .then(Mono.error(
                                UNKNOWN.on(withAction(mutation, rejection)).asException()));
        });
    }

    /// What an attempt says that had no effect: of an earlier one, which may have had one, that says nothing.
    static IdempotencyStatus released(Claim.Acquired claim) {
        return claim.redriven() ? UNKNOWN : EXECUTED;
    }

    private Mono<Answer> success(Mutation mutation, Claim.Acquired claim, Answer answer) {
        return settled(mutation, store.complete(claim, toKeep(answer)))
                .map(recorded -> (recorded ? EXECUTED : UNKNOWN).on(answer));
    }

    private @Nullable StoredResponse toKeep(Answer answer) {
        return answer.body().length > largestStored ? null : AnswerHeaders.stored(answer);
    }

    /// A mutation that was carried out is answered even where that cannot be recorded; its lease then ends unknown.
    private Mono<Boolean> settled(Mutation mutation, Mono<Boolean> step) {
        return step.doOnNext(this::count).onErrorReturn(false).doOnNext(recorded -> {
            if (!recorded) {
                LOG.warn(
                        "correlationId=\"{}\" operation={} the outcome could not be recorded",
                        CorrelationId.inLog(mutation.correlationId()),
                        mutation.operation().id());
            }
        });
    }

    private void count(boolean owned) {
        if (!owned) {
            stale.increment();
        }
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
