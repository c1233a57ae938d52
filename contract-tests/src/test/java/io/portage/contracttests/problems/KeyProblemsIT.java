package io.portage.contracttests.problems;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a known key answers, and what a queued mutation is refused with.
@ExtendWith(Lab.class)
class KeyProblemsIT {
    private final Recorded gateway;
    private final Caller caller;

    KeyProblemsIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    @AfterEach
    void reset() {
        gateway.reset();
    }

    @Provokes(Code.IDEMPOTENCY_IN_PROGRESS)
    @Test
    void postWhenKeyIsInFlightThenInProgress() {
        var gate = new CountDownLatch(1);
        gateway.services().answer(new Reply.Held(gate, Reply.json(201, "{\"id\":\"late\"}")));
        var request = Requests.patient().with("Idempotency-Key", "flying");
        try (var first = caller.begin(request)) {
            await().until(() -> gateway.forwarded().size() == 1);

            var duplicate = caller.send(request);
            gate.countDown();

            assertProblem(duplicate)
                    .is(409, Code.IDEMPOTENCY_IN_PROGRESS)
                    .isRetryable(true)
                    .saysWhenToRetry()
                    .hasHeader("Idempotency-Status", "in-progress");
            assertThat(first.read("POST").text()).isEqualTo("{\"id\":\"late\"}");
        }
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Provokes(Code.MUTATION_NOT_FOUND)
    @Test
    void getWhenNobodyUsedTheKeyThenNotFound() {
        assertProblem(caller.send(Request.of("GET", "/v1/sync/mutations?key=never-used")))
                .is(404, Code.MUTATION_NOT_FOUND)
                .isRetryable(true)
                .asksFor("retry-same-key")
                .hasNoIdempotencyStatus();
    }

    @Provokes(Code.IDEMPOTENCY_KEY_REUSED)
    @Proves("TR-OFF-001")
    @Test
    void postWhenKeyComesWithAnotherRequestThenReused() {
        var first = Requests.patient("A").with("Idempotency-Key", "used");
        assertThat(caller.send(first).status()).isEqualTo(201);

        assertReused(Requests.patient("B"));
        assertReused(Requests.order("lab"));
        assertReused(Requests.patient("A").target("/v1/patients?x=1"));
        assertThat(gateway.forwarded()).hasSize(1);
    }

    private void assertReused(Request request) {
        assertProblem(caller.send(request.with("Idempotency-Key", "used")))
                .is(422, Code.IDEMPOTENCY_KEY_REUSED)
                .isRetryable(false)
                .hasHeader("Idempotency-Status", "mismatch");
    }

    @Test
    void postWhenKeyInFlightComesWithAnotherRequestThenReused() {
        var gate = new CountDownLatch(1);
        gateway.services().answer(new Reply.Held(gate, Reply.json(201, "{}")));
        try (var first = caller.begin(Requests.patient("A").with("Idempotency-Key", "busy"))) {
            await().until(() -> gateway.forwarded().size() == 1);

            var other = caller.send(Requests.patient("B").with("Idempotency-Key", "busy"));
            gate.countDown();

            assertProblem(other).is(422, Code.IDEMPOTENCY_KEY_REUSED);
            assertThat(first.read("POST").status()).isEqualTo(201);
        }
    }

    @Provokes(Code.OUTCOME_UNKNOWN)
    @Test
    void postWhenEarlierAttemptMayHaveWorkedAndServiceKeepsNoKeysThenUnknown() {
        gateway.services().answer(new Reply.Reset());
        var request = Requests.refill(caller.subject()).with("Idempotency-Key", "lost");
        assertProblem(caller.send(request)).is(502, Code.UPSTREAM_FAILED).asksFor("look-up");
        gateway.services().reset();

        assertProblem(caller.send(request))
                .is(409, Code.OUTCOME_UNKNOWN)
                .isRetryable(false)
                .hasHeader("Idempotency-Status", "unknown");
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Provokes(Code.RESPONSE_NOT_REPLAYABLE)
    @Test
    void postWhenAnswerIsTooOldToBeKeptThenSayThatItTookEffect() {
        var queued = Requests.patient()
                .with("Idempotency-Key", "old")
                .with("X-Queued-At", Instant.now().toString());
        assertThat(caller.send(queued).status()).isEqualTo(201);
        gateway.world().advance(Duration.ofHours(25));

        assertProblem(renewed().send(queued)).is(409, Code.RESPONSE_NOT_REPLAYABLE);

        gateway.world().advance(Duration.ofDays(27));
        assertProblem(renewed().send(queued)).is(409, Code.RESPONSE_NOT_REPLAYABLE);
        assertThat(gateway.forwarded()).hasSize(1);
    }

    /// The caller with a token that is valid now.
    private Caller renewed() {
        return caller.with(gateway.world().of(caller.subject()));
    }

    @Provokes(Code.QUEUED_AT_INVALID)
    @Test
    void postWhenQueuedInTheFutureThenInvalid() {
        var answer = sendQueued(Requests.patient(), Instant.now().plus(Duration.ofHours(1)));

        var problem = assertProblem(answer).is(400, Code.QUEUED_AT_INVALID).isRetryable(false);
        assertThat(Instant.parse(problem.body().required("serverTime").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Provokes(Code.QUEUED_MUTATION_EXPIRED)
    @Proves("POR-4.4")
    @Test
    void postWhenQueuedForMoreThanADayThenExpired() {
        var answer = sendQueued(Requests.refill(caller.subject()), Instant.now().minus(Duration.ofHours(25)));

        assertProblem(answer).is(422, Code.QUEUED_MUTATION_EXPIRED).isRetryable(false);
    }

    @Provokes(Code.OFFLINE_NOT_ALLOWED)
    @Proves({"REG-2.6", "REG-1.9"})
    @Test
    void postWhenMergeComesFromQueueThenNotAllowed() {
        assertProblem(sendQueued(Requests.merge(), Instant.now())).is(422, Code.OFFLINE_NOT_ALLOWED);
    }

    @Provokes(Code.BATCH_REFUSED)
    @Test
    void postWhenOneItemMayNotBeQueuedThenBatchIsRefused() {
        var batch =
                Request.json("POST", "/v1/orders/batch", "{\"items\":[{\"type\":\"lab\"},{\"type\":\"medication\"}]}");

        assertProblem(sendQueued(batch, Instant.now())).is(422, Code.BATCH_REFUSED);
    }

    @Provokes(Code.VERSION_REQUIRED)
    @Proves("REG-2.2")
    @Test
    void patchWhenQueuedWithoutVersionThenVersionRequired() {
        var update = Request.json("PATCH", "/v1/patients/p1", "{\"family\":\"B\"}");

        assertProblem(sendQueued(update, Instant.now())).is(428, Code.VERSION_REQUIRED);
    }

    private Message sendQueued(Request request, Instant at) {
        var answer = caller.send(request.with("Idempotency-Key", "queued-" + at).with("X-Queued-At", at.toString()));
        assertThat(answer.values("Idempotency-Status")).isEmpty();
        assertThat(gateway.forwarded()).isEmpty();
        return answer;
    }
}
