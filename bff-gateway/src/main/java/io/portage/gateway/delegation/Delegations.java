package io.portage.gateway.delegation;

import io.portage.contract.JsonPointer;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.correlation.CorrelationId;
import io.portage.gateway.json.Json;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.upstream.Answer;
import io.portage.gateway.upstream.RequestHeaders;
import io.portage.gateway.upstream.UpstreamOutcome;
import io.portage.gateway.upstream.UpstreamRequest;
import io.portage.gateway.upstream.Upstreams;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/// Asks patient-portal, at the moment of submission, whether a caller may act for a patient: a delegation that was
/// revoked while the mutation waited in a queue must not count.
public final class Delegations {
    private static final Logger LOG = LoggerFactory.getLogger(Delegations.class);
    private static final String PATH = "/v1/portal/delegations/check?patientId=";
    /// How long an answer may take.
    public static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final Set<Integer> DEFINITE_NO = Set.of(400, 403, 404, 414, 431);
    private static final JsonPointer ACTIVE = JsonPointer.parse("/active");

    private final Upstreams upstreams;
    private final @Nullable OwnToken own;

    /// @param own in whose name patient-portal is asked; null for the caller's
    Delegations(Upstreams upstreams, @Nullable OwnToken own) {
        this.upstreams = upstreams;
        this.own = own;
    }

    /// Who acts for whom, and in which request.
    ///
    /// @param caller who acts
    /// @param patient for whom
    /// @param authorization the caller's own, with which a gateway asks that has no client of its own
    /// @param correlationId of the mutation
    public record Question(Caller caller, String patient, String authorization, String correlationId) {
        boolean isOwn() {
            return caller.subject().equals(patient);
        }
    }

    /// Completes where the caller may; else a rejection, of which `DELEGATION_INVALID` is one. Asked anew each time:
    /// what was true a moment ago may have been revoked.
    public Mono<Void> check(Question question) {
        if (question.isOwn()) {
            return Mono.empty();
        }
        var answer = own == null ? asCaller(question) : asGateway(question, own);
        return answer.timeout(TIMEOUT)
                .onErrorMap(TimeoutException.class, _ -> unreachable())
                // no answer is no consent
                .switchIfEmpty(Mono.error(Delegations::unreachable))
                .flatMap(Delegations::decide);
    }

    /// Fetches the gateway's own token before it is needed: the first mutation after a start need not wait for it, and
    /// whoever starts a gateway with a wrong secret hears of it then.
    void prepare() {
        if (own != null) {
            // a failure is logged where it happens, and the next one to need the token asks again
            own.authorization().onErrorComplete().subscribe();
        }
    }

    /// The token says who acts; where it is not taken, nobody does.
    private Mono<UpstreamOutcome> asCaller(Question question) {
        return ask(question, question.authorization(), "")
                .flatMap(outcome -> isUnauthorized(outcome) ? Mono.error(invalid()) : Mono.just(outcome));
    }

    /// The token says who asks, and so the question says who acts. A token that is not taken may have been withdrawn
    /// before its end: then once more, with another.
    private Mono<UpstreamOutcome> asGateway(Question question, OwnToken token) {
        var acting = "&delegateId=" + encoded(question.caller().subject());
        return authorization(token)
                .flatMap(first -> ask(question, first, acting).flatMap(outcome -> {
                    if (!isUnauthorized(outcome)) {
                        return Mono.just(outcome);
                    }
                    token.refused(first);
                    return authorization(token)
                            .flatMap(second -> ask(question, second, acting))
                            .doOnNext(again -> warnWhereUnauthorized(again, question));
                }));
    }

    private static Mono<String> authorization(OwnToken token) {
        return token.authorization().onErrorMap(_ -> unreachable());
    }

    private Mono<UpstreamOutcome> ask(Question question, String authorization, String acting) {
        return upstreams.exchange(new UpstreamRequest(
                Upstreams.DELEGATIONS,
                "GET",
                PATH + encoded(question.patient()) + acting,
                List.of(
                        Map.entry("Authorization", authorization),
                        Map.entry(CorrelationId.HEADER, question.correlationId()),
                        Map.entry(RequestHeaders.TENANT, question.caller().tenant()),
                        Map.entry("Accept", "application/json")),
                new byte[0],
                TIMEOUT));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static boolean isUnauthorized(UpstreamOutcome outcome) {
        return outcome instanceof UpstreamOutcome.Answered(var answer) && answer.status() == 401;
    }

    /// Every delegation is refused until somebody mends that, so that somebody must hear of it.
    private static void warnWhereUnauthorized(UpstreamOutcome outcome, Question question) {
        if (isUnauthorized(outcome)) {
            LOG.warn(
                    "correlationId=\"{}\" {} does not take the gateway's own token (expected: a client that may ask)",
                    CorrelationId.inLog(question.correlationId()),
                    Upstreams.DELEGATIONS);
        }
    }

    private static Mono<Void> decide(UpstreamOutcome outcome) {
        return switch (outcome) {
            case UpstreamOutcome.Answered(var answer) when answer.status() == 200 -> decide(answer);
            case UpstreamOutcome.Answered(var answer) when isDefiniteNo(answer.status()) -> Mono.error(invalid());
            default -> Mono.error(unreachable());
        };
    }

    /// No right, a caller or patient that the service does not know, or one that nobody can be called (malformed, or
    /// too long for an address): asking again would not help.
    private static boolean isDefiniteNo(int status) {
        return DEFINITE_NO.contains(status);
    }

    private static Mono<Void> decide(Answer answer) {
        try {
            return JsonReader.read(answer.body()).at(ACTIVE) instanceof Json.Bool(var active) && active
                    ? Mono.empty()
                    : Mono.error(invalid());
        } catch (MalformedJsonException _) {
            return Mono.error(unreachable());
        }
    }

    private static RuntimeException invalid() {
        return Rejection.of(ProblemCode.DELEGATION_INVALID, "no active delegation for this patient (expected: one)")
                .asException();
    }

    private static RuntimeException unreachable() {
        return Rejection.of(
                        ProblemCode.UPSTREAM_UNAVAILABLE, "the delegation could not be checked (expected: an answer)")
                .retryAfter(1)
                .asException();
    }
}
