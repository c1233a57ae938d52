package io.portage.contracttests.stories;

import static io.portage.contracttests.stories.Answers.assertRefused;
import static io.portage.contracttests.stories.Answers.id;
import static io.portage.contracttests.stories.Answers.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Immunizations recorded by health workers without a network.
@ExtendWith(Lab.class)
class ImmunizationsIT {
    private static final Duration FIVE_HOURS = Duration.ofHours(5);
    private static final String MORNING = "2026-03-01T09:00:00Z";
    private final Stubbed gateway;
    private final Caller doc;
    private final String patient = UUID.randomUUID().toString();

    ImmunizationsIT(Stubbed gateway) {
        this.gateway = gateway;
        this.doc = gateway.login("doc");
    }

    @BeforeEach
    void reset() {
        gateway.world().reset();
    }

    private Request vaccination(String key, String administeredAt) {
        return Request.json("POST", "/v1/immunizations", """
                {"patientId": "%s", "vaccine": "MMR", "administeredAt": "%s", "clientMutationId": "%s"}""".formatted(patient, administeredAt, key));
    }

    private Request queued(Request request) {
        return request.with("X-Queued-At", Instant.now().minus(FIVE_HOURS).toString());
    }

    @Proves({"IMM-1.2", "IMM-2.1", "IMM-3.1", "IMM-6.1", "IMM-6.3"})
    @Test
    void recordWhenQueuedAndSentTwiceThenOneRecordAndOneAnswer() {
        var key = UUID.randomUUID().toString();

        var first = doc.send(queued(vaccination(key, MORNING)));
        var second = doc.send(queued(vaccination(key, MORNING)));

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(gateway.world().effects("immunizations", key)).isEqualTo(1);
    }

    @Proves({"IMM-1.3", "IMM-3.2", "TR-OFF-009"})
    @Test
    void recordWhenTwoDevicesQueuedThenIdenticalIsRefusedAndOtherTimeIsAnotherRecord() {
        success(doc.send(queued(vaccination("one-" + patient, MORNING))));

        assertRefused(doc.send(queued(vaccination("two-" + patient, MORNING))), 409, "DUPLICATE_MUTATION");
        success(doc.send(queued(vaccination("three-" + patient, "2026-03-01T09:05:00Z"))));
    }

    @Proves({"IMM-2.2", "IMM-4.1", "IMM-4.3", "IMM-4.4"})
    @Test
    void reconnectWhenQueueIsPushedFirstThenForecastAndListShowIt() {
        success(doc.send(queued(vaccination("push-" + patient, MORNING))));

        var forecast = success(doc.send(Request.of("GET", "/v1/immunizations/forecast/" + patient)));
        var list = doc.send(Request.of("GET", "/v1/immunizations?patientId=" + patient + "&from=2026-01-01T00:00:00Z"));

        assertThat(forecast.required("recommendations")).hasSize(1);
        assertThat(list.text()).contains("push-" + patient);
    }

    @Proves({"IMM-2.1", "IMM-5.1", "IMM-5.2", "IMM-5.3"})
    @Test
    void amendWhenVersionIsStaleThenLockConflict() {
        var record = id(doc.send(queued(vaccination("amend-" + patient, MORNING))));
        var amendment = Request.json("PATCH", "/v1/immunizations/" + record, "{\"version\":1,\"lotNumber\":\"L-1\"}");

        assertThat(success(doc.sendQueued(amendment, FIVE_HOURS))
                        .required("version")
                        .asInt())
                .isEqualTo(2);
        assertRefused(doc.sendQueued(amendment, FIVE_HOURS), 409, "OPTIMISTIC_LOCK_CONFLICT");
    }

    @Proves("IMM-2.3")
    @Test
    void contraindicationWhenQueuedThenRefusedAndOnlineAccepted() {
        var request = Request.json(
                "POST", "/v1/contraindications", "{\"patientId\":\"%s\",\"substance\":\"egg\"}".formatted(patient));

        assertRefused(doc.sendQueued(request, FIVE_HOURS), 422, "OFFLINE_NOT_ALLOWED");
        success(doc.sendOnline(request));
    }
}
