package io.portage.contracttests.outcomes;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import io.portage.contracttests.world.World;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Services that keep state and count effects: whatever happens on the way, each mutation took effect exactly once.
@ExtendWith(Lab.class)
class AtMostOnceIT {
    private static final int PHONES = 12;
    private final Stubbed gateway;
    private final World world;
    private final String key = UUID.randomUUID().toString();

    AtMostOnceIT(Stubbed gateway) {
        this.gateway = gateway;
        this.world = gateway.world();
    }

    @BeforeEach
    @AfterEach
    void reset() {
        world.reset();
    }

    @Proves({"REG-3.3", "PLAT-3.2"})
    @Test
    void postWhenManyDuplicatesArriveAtOnceThenOneEffect() throws Exception {
        var doc = gateway.login("doc");
        world.fault("registration", "{\"delayMs\": 300, \"times\": 1}");
        Callable<Message> phone = () -> doc.send(Requests.patient(key).with("Idempotency-Key", key));

        try (var phones = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = phones
                    .invokeAll(IntStream.range(0, PHONES).mapToObj(_ -> phone).toList())
                    .stream()
                    .map(AtMostOnceIT::resolved)
                    .toList();

            assertThat(answers)
                    .filteredOn(answer -> "executed".equals(answer.header("Idempotency-Status")))
                    .hasSize(1);
            assertThat(answers).extracting(Message::status).isSubsetOf(201, 409);
            assertThat(answers)
                    .as("duplicates that found a place to wait have the same bytes")
                    .filteredOn(answer -> answer.status() == 201)
                    .hasSizeGreaterThan(1)
                    .extracting(Message::text)
                    .containsOnly(text(answers));
        }
        assertThat(world.effects("registration", key)).isEqualTo(1);
        assertThat(world.received("registration")).hasSize(1);
    }

    private static String text(List<Message> answers) {
        return answers.stream()
                .filter(answer -> answer.status() == 201)
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static Message resolved(Future<Message> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void postWhenPhoneHangsUpMidCallThenRecordedAndReplayed() {
        var pat = gateway.login("pat");
        var request = Requests.appointment("pat", key).with("Idempotency-Key", key);
        world.fault(
                "patient-portal", "{\"delayMs\": 400, \"times\": 1, \"path\": \"/v1/portal/appointment-requests\"}");
        try (var phone = pat.begin(request)) {
            await().until(() -> !world.received("patient-portal").isEmpty());
            assertThat(phone).isNotNull();
        }

        var again = untilDecided(pat, request);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Status")).isEqualTo("replayed");
        assertThat(world.effects("patient-portal", key)).isEqualTo(1);
    }

    /// Asks again for as long as the first attempt is under way.
    private static Message untilDecided(Caller caller, Request request) {
        return await().until(() -> caller.send(request), answer -> answer.status() != 409);
    }

    @Proves({"TR-OFF-003", "PLAT-3.2", "REG-2.1"})
    @ParameterizedTest
    @ValueSource(strings = {"reset", "close", "truncate"})
    void postWhenAnswerIsLostThenRepeatGetsTheFirstAnswer(String kind) {
        var doc = gateway.login("doc");
        var request = Requests.patient(key).with("Idempotency-Key", key);
        world.fault("registration", "{\"kind\": \"%s\", \"times\": 1}".formatted(kind));
        assertProblem(doc.send(request)).is(502, Code.UPSTREAM_FAILED).asksFor("retry-same-key");

        var second = doc.send(request);
        var third = doc.send(request);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotency-Status")).isEqualTo("executed");
        assertThat(third.header("Idempotency-Status")).isEqualTo("replayed");
        assertThat(third.body()).isEqualTo(second.body());
        assertThat(world.effects("registration", key)).isEqualTo(1);
    }

    @Proves("POR-4.1")
    @Test
    void postWhenAnswerIsLostAndServiceKeepsNoKeysThenNeverASecondEffect() {
        var pat = gateway.login("pat");
        var request = Requests.refill("pat").with("Idempotency-Key", key);
        world.fault("patient-portal", "{\"kind\": \"reset\", \"times\": 1, \"path\": \"/v1/portal/refill-requests\"}");
        assertProblem(pat.send(request)).is(502, Code.UPSTREAM_FAILED).asksFor("look-up");

        for (int i = 0; i < 3; i++) {
            assertProblem(pat.send(request)).is(409, Code.OUTCOME_UNKNOWN);
        }
        assertThat(world.effects("patient-portal", key)).isEqualTo(1);
    }

    @Proves({"IMM-6.1", "IMM-6.3"})
    @Test
    void postWhenVaccinationIsKeyedByItsBodyThenRepeatGetsTheFirstAnswer() {
        var doc = gateway.login("doc");
        var request = Request.json("POST", "/v1/immunizations", """
                {"patientId": "p1", "vaccine": "v", "administeredAt": "2026-01-01T10:00:00Z", "clientMutationId": "%s"}""".formatted(key));
        world.fault("immunizations", "{\"kind\": \"reset\", \"times\": 1}");
        assertProblem(doc.send(request)).is(502, Code.UPSTREAM_FAILED).asksFor("retry-same-key");

        assertThat(doc.send(request).status()).isEqualTo(201);
        assertThat(doc.send(request).header("Idempotency-Status")).isEqualTo("replayed");
        assertThat(world.effects("immunizations", key)).isEqualTo(1);
    }

    @Proves("TR-OFF-002")
    @Test
    void postWhenTwoTenantsUseOneKeyThenTwoEffects() {
        var request = Requests.patient(key).with("Idempotency-Key", key);

        var north = gateway.login("doc").send(request);
        var south = gateway.login("sam").send(request);

        assertThat(north.header("Idempotency-Status")).isEqualTo("executed");
        assertThat(south.header("Idempotency-Status")).isEqualTo("executed");
        assertThat(north.body()).isNotEqualTo(south.body());
        assertThat(world.effects("registration", key)).isEqualTo(2);
    }
}
