package io.portage.gateway.sync.burst;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.problem.Action;
import io.portage.gateway.problem.ProblemBody;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import io.portage.gateway.sync.burst.Entry.Label;
import io.portage.gateway.upstream.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What an answer means for the outbox, and for what waits for it.
final class ItemResultTest {
    private static ItemResult result(Answer answer) {
        return ItemResult.of(new Label(0, "i", "k"), answer);
    }

    private static Answer service(int status, @Nullable String idempotencyStatus) {
        var headers = new ArrayList<Map.Entry<String, String>>();
        headers.add(Map.entry("Content-Type", "application/json"));
        if (idempotencyStatus != null) {
            headers.add(Map.entry("Idempotency-Status", idempotencyStatus));
        }
        return new Answer(status, headers, "{\"code\":\"THEIRS\"}".getBytes(UTF_8));
    }

    private static Answer problem(Rejection rejection, @Nullable String idempotencyStatus) {
        var headers = new ArrayList<Map.Entry<String, String>>();
        headers.add(Map.entry("Content-Type", ProblemBody.MEDIA_TYPE));
        if (idempotencyStatus != null) {
            headers.add(Map.entry("Idempotency-Status", idempotencyStatus));
        }
        return new Answer(rejection.status(), headers, ProblemBody.render(rejection, "id"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, executed, Done",
        "204, replayed, Done",
        "201, unknown, Done",
        "302, unknown, Held",
        "400, executed, Failed",
        "401, executed, Held",
        "404, , Failed",
        "408, unknown, Held",
        "409, executed, Failed",
        "409, unknown, Held",
        "409, in-progress, Held",
        "422, mismatch, Failed",
        "425, executed, Held",
        "429, executed, Held",
        "500, unknown, Held",
        "503, executed, Held"
    })
    void ofWhenTheServiceAnsweredThenByStatusAndWhatIsKnownOfTheKey(
            int status, @Nullable String known, String standing) {
        var result = result(service(status, known));
        assertThat(result.standing().getClass().getSimpleName()).isEqualTo(standing);
        assertThat(result.isFinal()).isEqualTo(!standing.equals("Held"));
    }

    /// The table that clients read, and the results of bursts, are of one mind.
    @ParameterizedTest
    @EnumSource
    void ofWhenTheGatewayRefusedThenFinalIsWhatTheTableOfProblemsSays(ProblemCode code) {
        var result = result(problem(Rejection.of(code, "detail"), null));
        assertThat(result.isFinal()).isEqualTo(code.settles(code.action()));
    }

    @Test
    void ofWhenItTookEffectBeforeThenThoseThatWaitMayGoOn() {
        var tombstone = result(problem(Rejection.of(ProblemCode.RESPONSE_NOT_REPLAYABLE, "detail"), "replayed"));
        assertThat(tombstone.standing()).isEqualTo(new Predecessor.Done(null));
        var lost = Rejection.of(ProblemCode.ACCESS_DENIED, "detail").member("outcome", "completed");
        assertThat(result(problem(lost, "replayed")).standing()).isEqualTo(new Predecessor.Done(null));
    }

    /// Written out, since the table that clients read comes of the same rule.
    @Test
    void settlesWhenSentAgainAsItIsItFaresNoBetterThenAllButThese() {
        assertThat(Stream.of(ProblemCode.values()).filter(code -> !code.settles(code.action())))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder(
                        "QUEUED_AT_INVALID",
                        "TOKEN_MISSING",
                        "TOKEN_INVALID",
                        "TOKEN_EXPIRED",
                        "MUTATION_NOT_FOUND",
                        "IDEMPOTENCY_IN_PROGRESS",
                        "OUTCOME_UNKNOWN",
                        "RATE_LIMITED",
                        "INTERNAL",
                        "UPSTREAM_FAILED",
                        "UPSTREAM_TIMEOUT",
                        "IDEMPOTENCY_STORE_UNAVAILABLE",
                        "UPSTREAM_UNAVAILABLE",
                        "OVERLOADED");
    }

    /// A service may word its own problems as it likes.
    @Test
    void ofWhenAServiceWordsItsProblemLikeOursThenByStatus() {
        var theirs = new Answer(
                409,
                List.of(Map.entry("Content-Type", ProblemBody.MEDIA_TYPE)),
                "{\"code\":\"RESPONSE_NOT_REPLAYABLE\",\"outcome\":\"completed\"}".getBytes(UTF_8));
        assertThat(result(theirs).standing()).isEqualTo(new Predecessor.Failed());
    }

    @Test
    void ofWhenTheActionIsAnotherThanUsualThenItCounts() {
        var held = Rejection.of(ProblemCode.PREDECESSOR_FAILED, "detail");
        assertThat(result(problem(held, null)).standing()).isEqualTo(new Predecessor.Failed());
        assertThat(result(problem(held.action(Action.RETRY_SAME_KEY), null)).standing())
                .isEqualTo(new Predecessor.Held());
    }

    @Test
    void ofWhenAnEarlierAttemptMayHaveTakenEffectThenHeldWhateverThisOneWasTold() {
        var refused = problem(Rejection.of(ProblemCode.DELEGATION_INVALID, "detail"), "unknown");
        assertThat(result(refused).standing()).isEqualTo(new Predecessor.Held());
    }

    @Test
    void ofWhenTheProblemIsNoJsonThenByStatus() {
        var broken =
                new Answer(404, List.of(Map.entry("Content-Type", ProblemBody.MEDIA_TYPE)), "nonsense".getBytes(UTF_8));
        assertThat(result(broken).standing()).isEqualTo(new Predecessor.Failed());
    }
}
