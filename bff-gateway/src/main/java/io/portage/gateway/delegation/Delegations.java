package io.portage.gateway.delegation;

import io.portage.contract.JsonPointer;
import io.portage.contract.SyncContract;
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
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Asks patient-portal, at the moment of submission, whether a caller may act for a patient: a delegation that was
/// revoked while the mutation waited in a queue must not count.
@Component
public final class Delegations {
    private static final String PATH = "/v1/portal/delegations/check?patientId=";
    /// How long an answer may take.
    public static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final JsonPointer ACTIVE = JsonPointer.parse("/active");

    private final Upstreams upstreams;

    Delegations(Upstreams upstreams, SyncContract contract) {
        boolean isAsked = contract.operations().stream().anyMatch(operation -> operation.delegation() != null);
        if (isAsked && !upstreams.knows(Upstreams.DELEGATIONS)) {
            throw new IllegalStateException("portage.services." + Upstreams.DELEGATIONS
                    + ".url is not set (expected: the address of the service that knows delegations)");
        }
        this.upstreams = upstreams;
    }

    /// Who acts for whom, and in which request.
    ///
    /// @param caller who acts
    /// @param patient for whom
    /// @param authorization the caller's own, which the question is asked with
    /// @param correlationId of the mutation
    public record Question(Caller caller, String patient, String authorization, String correlationId) {
        boolean isOwn() {
            return caller.subject().equals(patient);
        }
    }

    /// Completes where the caller may; else a rejection, of which `DELEGATION_INVALID` is one.
    public Mono<Void> check(Question question) {
        if (question.isOwn()) {
            return Mono.empty();
        }
        var request = new UpstreamRequest(
                Upstreams.DELEGATIONS,
                "GET",
                PATH + URLEncoder.encode(question.patient(), StandardCharsets.UTF_8),
                List.of(
                        Map.entry("Authorization", question.authorization()),
                        Map.entry(CorrelationId.HEADER, question.correlationId()),
                        Map.entry(RequestHeaders.TENANT, question.caller().tenant()),
                        Map.entry("Accept", "application/json")),
                new byte[0],
                TIMEOUT);
        return upstreams.exchange(request).flatMap(outcome -> switch (outcome) {
            case UpstreamOutcome.Answered(var answer) when answer.status() == 200 -> decide(answer);
            case UpstreamOutcome.Answered(var answer) when isDefiniteNo(answer.status()) -> Mono.error(invalid());
            default -> Mono.error(unreachable());
        });
    }

    /// No right, or a caller or patient that the service does not know: asking again would not help.
    private static boolean isDefiniteNo(int status) {
        return status == 401 || status == 403 || status == 404;
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
