package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Patient registration behaves as its sync contract says.
final class RegistrationIT extends OverSockets {
    private static final String PATIENT = "{'family':'Muster','given':'Ada','birthDate':'2000-01-01'}";

    private final Client doc = Client.of("registration", "doc");

    @Test
    void createWhenSamePersonUnderAnotherKeyThenDuplicateDetected() {
        var first = doc.post("/v1/patients", PATIENT, "Idempotency-Key", "k1");
        assertThat(first.header("Location")).isEqualTo("/v1/patients/" + first.at("/id"));
        var second = doc.post(
                "/v1/patients", "{'family':' muster','given':'ADA','birthDate':'2000-01-01'}", "Idempotency-Key", "k2");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("DUPLICATE_DETECTED");
        assertThat(second.at("/message")).contains(first.at("/id"));
        assertThat(doc.post("/v1/patients", PATIENT.replace("2000", "2001")).status())
                .isEqualTo(201);
        assertThat(Client.of("registration", "sam")
                        .post("/v1/patients", PATIENT)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void createWhenModuleIsNotLicensedThenModuleNotActive() {
        var unlicensed =
                new Client("registration", WORLD.token(tokenFor("doc", "north").without("modules")));
        var reply = unlicensed.post("/v1/patients", PATIENT);
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("MODULE_NOT_ACTIVE");
        assertThat(unlicensed.get("/v1/patients/p1").status()).isEqualTo(200);
    }

    @Test
    void createWhenAnsweredEarlierThenStillRefusedWithoutModule() {
        doc.post("/v1/patients", PATIENT, "Idempotency-Key", "k1");
        var unlicensed =
                new Client("registration", WORLD.token(tokenFor("doc", "north").without("modules")));
        assertThat(unlicensed
                        .post("/v1/patients", PATIENT, "Idempotency-Key", "k1")
                        .code())
                .isEqualTo("MODULE_NOT_ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'family':'A','given':'B'}",
                "{'family':'A','given':'B','birthDate':'1.1.2000'}",
                "{'family':1,'given':'B','birthDate':'2000-01-01'}"
            })
    void createWhenContentIsWrongThenValidationFailed(String body) {
        var reply = doc.post("/v1/patients", body);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("VALIDATION_FAILED");
        assertThat(reply.at("/message")).contains("(expected: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'family':", "[1]", "{'family':'A','family':'B'}"})
    void createWhenBodyIsNoJsonObjectThenMalformed(String body) {
        var reply = doc.post("/v1/patients", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("BODY_MALFORMED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            family=Muster&given=ada        | 1
            family=Muster&birthDate=2000-01-01 | 1
            birthDate=2000-01-01&identifier=7561 | 1
            family=Muster&given=Bob        | 0
            """)
    void searchWhenTwoCriteriaThenMatches(String query, int found) {
        var id = doc.post("/v1/patients", PATIENT).at("/id");
        doc.post("/v1/patients/" + id + "/identifiers", "{'system':'ahv','value':'7561'}");
        var reply = doc.get("/v1/patients?" + query);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("items").size()).isEqualTo(found);
        assertThat(Client.of("registration", "sam")
                        .get("/v1/patients?" + query)
                        .json()
                        .path("items")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?family=Muster", "?family=Muster&given=", "?town=Bern&street=x"})
    void searchWhenFewerThanTwoCriteriaThenInsufficient(String query) {
        var reply = doc.get("/v1/patients" + query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("PATIENT_SEARCH_INSUFFICIENT_CRITERIA");
    }

    @Test
    void updateWhenVersionIsCurrentThenNextVersionAndOldOneConflicts() {
        var updated = doc.call("PATCH", "/v1/patients/p1", "{'version':1,'city':'Bern'}");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.at("/version")).isEqualTo("2");
        assertThat(updated.header("ETag")).isEqualTo("\"2\"");
        var stale = doc.call("PATCH", "/v1/patients/p1", "{'version':1,'city':'Basel'}");
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.code()).isEqualTo("OPTIMISTIC_LOCK_CONFLICT");
        assertThat(doc.get("/v1/patients/p1").at("/city")).isEqualTo("Bern");
        assertThat(doc.call("PATCH", "/v1/patients/p1", "{'city':'Basel'}").code())
                .isEqualTo("VALIDATION_FAILED");
        assertThat(effects("patient.update-demographics")).isOne();
    }

    @Test
    void updateWhenRepeatedUnderItsKeyThenFirstAnswerDespiteTheVersion() {
        var body = "{'version':1,'city':'Bern','clientMutationId':'c1'}";
        var first = doc.call("PATCH", "/v1/patients/p1", body);
        assertThat(doc.call("PATCH", "/v1/patients/p1", body).body()).isEqualTo(first.body());
    }

    @Test
    void identifierWhenOfAnotherPatientThenConflict() {
        var body = "{'system':'ahv','value':'7561'}";
        assertThat(doc.post("/v1/patients/p1/identifiers", body).status()).isEqualTo(201);
        assertThat(doc.post("/v1/patients/p2/identifiers", body).code()).isEqualTo("IDENTIFIER_CONFLICT");
    }

    @Test
    void extensionWhenVersionIsStaleThenConflict() {
        var path = "/v1/patients/p1/extensions/diet";
        assertThat(doc.call("PUT", path, "{'version':1,'value':'a'}").at("/id")).isEqualTo("diet");
        assertThat(doc.call("PUT", path, "{'version':1,'value':'b'}").code()).isEqualTo("OPTIMISTIC_LOCK_CONFLICT");
        assertThat(doc.call("PUT", "/v1/patients/p2/extensions/diet", "{'version':1,'value':'b'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void portraitWhenSetThenBytesArriveAndOtherTypesAreRefused() {
        var image = new String(new char[] {0x89, 'P', 'N', 'G', 0, 0xff}).getBytes(StandardCharsets.ISO_8859_1);
        var address = WORLD.service("registration").resolve("/v1/patients/p1/portrait");
        var bearer = "Bearer " + WORLD.token("doc");
        var set = send("PUT", address, image, "Authorization", bearer, "Content-Type", "image/png");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.at("/size")).isEqualTo("6");
        assertThat(WORLD.received("registration").getFirst().body()).isEqualTo(image);
        assertThat(send("PUT", address, image, "Authorization", bearer, "Content-Type", "text/plain")
                        .code())
                .isEqualTo("MEDIA_TYPE_UNSUPPORTED");
    }

    @Test
    void nextOfKinWhenAddedAndRemovedThenEachIsAnEffect() {
        var added = doc.post("/v1/patients/p1/next-of-kin", "{'name':'Kim'}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(doc.call("DELETE", added.header("Location"), "").status()).isEqualTo(204);
        assertThat(effects("patient.add-next-of-kin")).isOne();
        assertThat(effects("patient.remove-next-of-kin")).isOne();
    }

    @Test
    void mergeWhenDoneThenSourceSaysSoUntilUnmerged() {
        var body = "{'sourcePatientId':'p2'}";
        assertThat(doc.post("/v1/patients/p1/merge", body).status()).isEqualTo(200);
        assertThat(doc.get("/v1/patients/p2").at("/mergedInto")).isEqualTo("p1");
        assertThat(doc.post("/v1/patients/p1/unmerge", body).status()).isEqualTo(200);
        assertThat(doc.get("/v1/patients/p2").json().path("mergedInto").isNull())
                .isTrue();
        assertThat(doc.post("/v1/patients/p2/merge", body).code()).isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void consentAndVitalStatusWhenSetThenNextVersion() {
        var consent = "/v1/patients/p1/consents/research";
        assertThat(doc.call("PUT", consent, "{'granted':true}").at("/granted")).isEqualTo("true");
        assertThat(doc.call("PUT", consent, "{'granted':false}").at("/version")).isEqualTo("3");
        assertThat(doc.call("PUT", consent, "{}").code()).isEqualTo("VALIDATION_FAILED");
        assertThat(doc.post("/v1/patients/p1/vital-status", "{'status':'deceased'}")
                        .at("/vitalStatus"))
                .isEqualTo("deceased");
        assertThat(doc.post("/v1/patients/p1/vital-status", "{'status':'undead'}")
                        .code())
                .isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void encounterWhenMovedThenNoTransitionCanBeSkipped() {
        var path = "/v1/encounters/e1/transitions";
        assertThat(doc.post(path, "{'from':'planned','to':'finished','version':1}")
                        .code())
                .isEqualTo("ENCOUNTER_TRANSITION_INVALID");
        assertThat(doc.post(path, "{'from':'planned','to':'arrived','version':1}")
                        .at("/status"))
                .isEqualTo("arrived");
        assertThat(doc.post(path, "{'from':'planned','to':'arrived','version':1}")
                        .code())
                .isEqualTo("OPTIMISTIC_LOCK_CONFLICT");
        assertThat(doc.post(path, "{'from':'planned','to':'arrived','version':2}")
                        .code())
                .isEqualTo("ENCOUNTER_TRANSITION_INVALID");
        assertThat(doc.post(path, "{'from':'arrived','to':'in-progress','version':2}")
                        .at("/version"))
                .isEqualTo("3");
        assertThat(doc.post(path, "{'from':'arrived','to':'teleported','version':3}")
                        .code())
                .isEqualTo("VALIDATION_FAILED");
        assertThat(doc.post("/v1/encounters/e2/transitions", "{'from':'in-progress','to':'finished','version':1}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void callerWhenUnreadableOrOfAnotherTenantThenRefused() {
        var bad = new Client("registration", "no-token");
        assertThat(bad.get("/v1/patients/p1").status()).isEqualTo(401);
        assertThat(bad.get("/v1/patients/p1").code()).isEqualTo("TOKEN_INVALID");
        assertThat(doc.get("/v1/patients/p1", "X-Tenant-Id", "south").code()).isEqualTo("TENANT_MISMATCH");
        assertThat(doc.get("/v1/patients/p1", "X-Tenant-Id", "north").status()).isEqualTo(200);
    }

    @Test
    void callWithoutTokenWhenTenantIsNamedThenOfThatTenant() {
        var address = WORLD.service("registration").resolve("/v1/patients");
        assertThat(send("POST", address, bytes(PATIENT), "X-Tenant-Id", "south").status())
                .isEqualTo(201);
        assertThat(Client.of("registration", "sam")
                        .post("/v1/patients", PATIENT)
                        .code())
                .isEqualTo("DUPLICATE_DETECTED");
    }

    @Test
    void methodWhenWrongThenNotAllowedAndPathWhenUnknownThenNotFound() {
        var wrong = doc.call("DELETE", "/v1/patients", "");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).isEqualTo("GET, POST");
        assertThat(doc.get("/v1/nothing").status()).isEqualTo(404);
        assertThat(doc.get("/v1/order-sets").status()).isEqualTo(404);
    }
}
