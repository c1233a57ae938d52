package io.portage.contracttests.stories;

import static io.portage.contracttests.stories.Answers.assertRefused;
import static io.portage.contracttests.stories.Answers.id;
import static io.portage.contracttests.stories.Answers.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Patient registration with a device that was offline.
@ExtendWith(Lab.class)
class RegistrationIT {
    private static final Duration THREE_HOURS = Duration.ofHours(3);
    private final Stubbed gateway;
    private final Caller doc;
    private final String unique = UUID.randomUUID().toString();

    RegistrationIT(Stubbed gateway) {
        this.gateway = gateway;
        this.doc = gateway.login("doc");
    }

    @BeforeEach
    void reset() {
        gateway.world().reset();
    }

    @Proves({"REG-2.1", "REG-3.3", "PLAT-3.1", "PLAT-3.2", "TR-OFF-003"})
    @Test
    void createWhenPatientWasQueuedAndSentTwiceThenOnePatientAndOneAnswer() {
        var queued = Requests.patient(unique)
                .with("Idempotency-Key", unique)
                .with("X-Queued-At", gateway.world().now().minus(THREE_HOURS).toString());

        var first = doc.send(queued);
        var second = doc.send(queued);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(gateway.world().effects("registration", unique)).isEqualTo(1);
    }

    @Proves("PLAT-8.2")
    @Test
    void createWhenPersonIsRegisteredUnderAnotherKeyThenDuplicateDetected() {
        success(doc.sendOnline(Requests.patient(unique)));

        assertRefused(doc.sendOnline(Requests.patient(unique)), 409, "DUPLICATE_DETECTED");
    }

    @Proves({"PLAT-3.4", "PLAT-8.3"})
    @Test
    void createWhenModuleIsNotLicensedThenModuleNotActive() {
        var order = Json.read("{\"claims\": {\"sub\": \"doc\", \"modules\": []}}");
        var unlicensed = doc.with(gateway.world().token(order));

        assertRefused(unlicensed.sendOnline(Requests.patient(unique)), 403, "MODULE_NOT_ACTIVE");
    }

    @Proves("PLAT-8.4")
    @Test
    void searchWhenCriteriaAreTooFewThenToldSo() {
        assertRefused(
                doc.send(Request.of("GET", "/v1/patients?family=A")), 400, "PATIENT_SEARCH_INSUFFICIENT_CRITERIA");
    }

    @Proves({"REG-1.1", "REG-2.2", "TR-OFF-004", "PLAT-8.1"})
    @Test
    void updateWhenQueuedVersionIsStaleThenLockConflict() {
        var patient = id(doc.sendOnline(Requests.patient(unique)));
        success(doc.sendQueued(update(patient, 1), THREE_HOURS));

        assertRefused(doc.sendQueued(update(patient, 1), THREE_HOURS), 409, "OPTIMISTIC_LOCK_CONFLICT");
        success(doc.sendQueued(update(patient, 2), THREE_HOURS));
    }

    private static Request update(String patient, int version) {
        return Request.json(
                "PATCH", "/v1/patients/" + patient, "{\"city\":\"Bern\",\"version\":%d}".formatted(version));
    }

    @Proves({"REG-1.2", "REG-1.3", "REG-1.7", "REG-1.8"})
    @Test
    void changeWhenPartsOfThePatientWereQueuedThenTheServerDecides() {
        var patient = "/v1/patients/" + unique;
        var portrait = Request.of("PUT", patient + "/portrait").with("Content-Type", "image/png");

        success(doc.sendQueued(
                Request.json("POST", patient + "/identifiers", "{\"system\":\"ahv\",\"value\":\"" + unique + "\"}"),
                THREE_HOURS));
        success(doc.sendQueued(portrait.body(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, -1}), THREE_HOURS));
        success(doc.sendQueued(
                Request.json("PUT", patient + "/names/official", "{\"family\":\"B\",\"version\":1}"), THREE_HOURS));
        var extension = Request.json("PUT", patient + "/extensions/diet", "{\"value\":\"vegan\",\"version\":1}");
        success(doc.sendQueued(extension, THREE_HOURS));
        assertRefused(doc.sendQueued(extension, THREE_HOURS), 409, "OPTIMISTIC_LOCK_CONFLICT");
    }

    @Proves("REG-1.4")
    @Test
    void nextOfKinWhenQueuedThenAddedButNeverRemoved() {
        var patient = "/v1/patients/" + unique + "/next-of-kin";
        var add = Request.json("POST", patient, "{\"name\":\"Kim\",\"relationship\":\"sibling\"}");

        var kin = id(doc.sendQueued(add, THREE_HOURS));
        var remove = Request.of("DELETE", patient + "/" + kin);

        assertRefused(doc.sendQueued(remove, THREE_HOURS), 422, "OFFLINE_NOT_ALLOWED");
        success(doc.sendOnline(remove));
    }

    @Proves({"REG-1.6", "REG-2.4", "REG-2.5"})
    @Test
    void encounterWhenQueuedThenOnlyArrivalAndNoStatusSkipped() {
        success(doc.sendQueued(transition("planned", "arrived", 1), THREE_HOURS));
        success(doc.sendOnline(transition("arrived", "in-progress", 2)));

        var finish = transition("in-progress", "finished", 3);
        assertRefused(doc.sendQueued(finish, THREE_HOURS), 422, "OFFLINE_NOT_ALLOWED");
        assertRefused(doc.sendOnline(transition("planned", "finished", 3)), 409, "ENCOUNTER_TRANSITION_INVALID");
        success(doc.sendOnline(finish));
    }

    private Request transition(String from, String to, int version) {
        return Request.json(
                "POST",
                "/v1/encounters/" + unique + "/transitions",
                "{\"from\":\"%s\",\"to\":\"%s\",\"version\":%d}".formatted(from, to, version));
    }

    @Proves({"REG-1.5", "REG-1.9", "REG-2.6", "REG-2.7"})
    @Test
    void legalAndSafetyCriticalWhenQueuedThenRefusedAndOnlineAccepted() {
        var patient = "/v1/patients/" + unique;
        var source = "{\"sourcePatientId\":\"other\"}";
        for (var request : new Request[] {
            Request.json("PUT", patient + "/consents/research", "{\"granted\":true}"),
            Request.json("POST", patient + "/merge", source),
            Request.json("POST", patient + "/unmerge", source),
            Request.json("POST", patient + "/vital-status", "{\"status\":\"deceased\"}")
        }) {
            assertRefused(doc.sendQueued(request, THREE_HOURS), 422, "OFFLINE_NOT_ALLOWED");
            success(doc.sendOnline(request));
        }
    }
}
