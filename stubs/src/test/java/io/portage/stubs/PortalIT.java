package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The patient portal behaves as its sync contract says.
final class PortalIT extends OverSockets {
    private static final String SLOT = "{'patientId':'pat','slot':'s1'}";

    private final Client pat = Client.of("patient-portal", "pat");
    private final Client proxy = Client.of("patient-portal", "proxy");

    private Reply requestAppointment(Client client, String slot) {
        return client.post("/v1/portal/appointment-requests", "{'patientId':'pat','slot':'" + slot + "'}");
    }

    @Test
    void appointmentWhenSlotIsTakenThenUnavailable() {
        assertThat(requestAppointment(pat, "s1").status()).isEqualTo(201);
        var second = pat.post("/v1/portal/appointment-requests", SLOT);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("SLOT_UNAVAILABLE");
        assertThat(requestAppointment(pat, "s2").status()).isEqualTo(201);
        var south = new Client("patient-portal", WORLD.token(tokenFor("pat", "south")));
        assertThat(requestAppointment(south, "s1").status()).isEqualTo(201);
        assertThat(effects("portal.request-appointment")).isEqualTo(3);
    }

    @Test
    void appointmentsWhenListedThenThePatientsOwn() {
        requestAppointment(pat, "s1");
        assertThat(pat.get("/v1/portal/appointments").json().path("items").size())
                .isOne();
        assertThat(proxy.get("/v1/portal/appointments").json().path("items").size())
                .isZero();
        assertThat(proxy.get("/v1/portal/appointments?patientId=pat").at("/items/0/slot"))
                .isEqualTo("s1");
        assertThat(pat.get("/v1/portal/appointments?patientId=proxy").code()).isEqualTo("DELEGATION_INVALID");
    }

    @Test
    void refillWhenMedicationIsMissingThenValidationFailed() {
        assertThat(pat.post("/v1/portal/refill-requests", "{'patientId':'pat'}").code())
                .isEqualTo("VALIDATION_FAILED");
        assertThat(pat.post("/v1/portal/refill-requests", "{'medication':'m'}").code())
                .isEqualTo("VALIDATION_FAILED");
        assertThat(pat.post("/v1/portal/refill-requests", "{'patientId':'pat','medication':'m'}")
                        .at("/status"))
                .isEqualTo("submitted");
    }

    @Test
    void demographicsUpdateWhenBasedOnAnOldVersionThenConflict() {
        var path = "/v1/portal/demographics-update-requests";
        var body = "{'patientId':'pat','version':1,'changes':{'city':'Bern'}}";
        assertThat(pat.post(path, body).status()).isEqualTo(201);
        var stale = pat.post(path, body);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.code()).isEqualTo("OPTIMISTIC_LOCK_CONFLICT");
        assertThat(pat.post(path, body.replace("1", "2")).status()).isEqualTo(201);
        assertThat(pat.post(path, "{'patientId':'pat'}").status()).isEqualTo(201);
    }

    @Test
    void proxyWhenDelegationIsRevokedThenInvalid() {
        assertThat(requestAppointment(proxy, "s1").status()).isEqualTo(201);
        assertThat(check(proxy, "pat")).isTrue();
        assertThat(proxy.call("DELETE", "/v1/portal/delegations/d-proxy", "").code())
                .isEqualTo("DELEGATION_INVALID");
        assertThat(pat.call("DELETE", "/v1/portal/delegations/d-proxy", "").status())
                .isEqualTo(204);
        assertThat(check(proxy, "pat")).isFalse();
        var refused = requestAppointment(proxy, "s2");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("DELEGATION_INVALID");
    }

    private static boolean check(Client client, String patient) {
        var reply = client.get("/v1/portal/delegations/check?patientId=" + patient);
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().path("active").booleanValue();
    }

    @Test
    void delegationWhenGrantedThenTheOtherMayActUntilRevoked() {
        var eve = new Client("patient-portal", WORLD.token(tokenFor("eve", "north")));
        assertThat(check(eve, "pat")).isFalse();
        assertThat(requestAppointment(eve, "s1").code()).isEqualTo("DELEGATION_INVALID");
        var granted = pat.post("/v1/portal/delegations", "{'patientId':'pat','proxy':'eve'}");
        assertThat(granted.status()).isEqualTo(201);
        assertThat(check(eve, "pat")).isTrue();
        assertThat(check(new Client("patient-portal", WORLD.token(tokenFor("eve", "south"))), "pat"))
                .isFalse();
        assertThat(requestAppointment(eve, "s1").status()).isEqualTo(201);
        assertThat(pat.call("DELETE", granted.header("Location"), "").status()).isEqualTo(204);
        assertThat(check(eve, "pat")).isFalse();
        assertThat(eve.post("/v1/portal/delegations", "{'patientId':'pat','proxy':'eve'}")
                        .code())
                .isEqualTo("DELEGATION_INVALID");
    }

    @Test
    void delegationCheckWhenAboutOneselfThenActiveAndRecorded() {
        assertThat(check(pat, "pat")).isTrue();
        assertThat(WORLD.received("patient-portal")).hasSize(1);
        assertThat(WORLD.effects()).isEmpty();
        assertThat(pat.get("/v1/portal/delegations/check").code()).isEqualTo("VALIDATION_FAILED");
    }

    private static Client gateway() {
        return new Client(
                "patient-portal",
                WORLD.token(tokenFor("service-account-bff-gateway", "north").claim("azp", "bff-gateway")));
    }

    private static Reply checkAs(Client client, String delegate, String... headers) {
        return client.get("/v1/portal/delegations/check?patientId=pat&delegateId=" + delegate, headers);
    }

    @Test
    void delegationCheckWhenTheGatewayAsksThenAboutTheDelegateInTheTenantItNames() {
        assertThat(checkAs(gateway(), "proxy").at("/active")).isEqualTo("true");
        assertThat(checkAs(gateway(), "pat").at("/active")).isEqualTo("true");
        assertThat(checkAs(gateway(), "eve").at("/active")).isEqualTo("false");
        pat.post("/v1/portal/delegations", "{'patientId':'pat','proxy':'eve'}");
        assertThat(checkAs(gateway(), "eve", "X-Tenant-Id", "north").at("/active"))
                .isEqualTo("true");
        assertThat(checkAs(gateway(), "eve", "X-Tenant-Id", "south").at("/active"))
                .isEqualTo("false");
        assertThat(gateway().get("/v1/portal/delegations/check?patientId=pat").code())
                .isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void delegationCheckWhenTheDelegateIsSuspendedThenForbidden() {
        control("POST", "/__accounts", "{'user':'proxy','suspended':true}");
        assertThat(checkAs(gateway(), "proxy").code()).isEqualTo("ACCOUNT_SUSPENDED");
        assertThat(checkAs(gateway(), "pat").status()).isEqualTo(200);
    }

    @Test
    void delegationCheckWhenAnybodyElseNamesADelegateThenDenied() {
        var impostor = new Client("patient-portal", WORLD.token(tokenFor("service-account-bff-gateway", "north")));
        var through = new Client(
                "patient-portal", WORLD.token(tokenFor("eve", "north").claim("azp", "bff-gateway")));
        for (var client : new Client[] {proxy, pat, impostor, through}) {
            var refused = checkAs(client, "proxy");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("ACCESS_DENIED");
        }
        var foreign = through.get("/v1/portal/delegations/check?patientId=pat", "X-Tenant-Id", "south");
        assertThat(foreign.code()).isEqualTo("TENANT_MISMATCH");
    }

    @Test
    void exportWhenPolledThreeTimesThenCompleted() {
        var job = pat.post("/v1/portal/exports", "{'format':'pdf'}").header("Location");
        assertThat(pat.get(job).at("/status")).isEqualTo("running");
        assertThat(pat.get(job).at("/status")).isEqualTo("running");
        assertThat(pat.get(job).at("/status")).isEqualTo("completed");
        assertThat(pat.get(job).at("/version")).isEqualTo("2");
        assertThat(pat.get("/v1/portal/exports/none").code()).isEqualTo("EXPORT_NOT_FOUND");
    }

    @Test
    void exportWhenHalfAMinuteHasPassedThenCompleted() {
        var job = pat.post("/v1/portal/exports", "{}").header("Location");
        WORLD.clock().advance(Duration.ofSeconds(31));
        assertThat(pat.get(job).at("/status")).isEqualTo("completed");
    }

    @Test
    void accountWhenSuspendedThenEverythingIsForbiddenUntilLifted() {
        assertThat(pat.get("/v1/portal/account").at("/status")).isEqualTo("active");
        assertThat(control("POST", "/__accounts", "{'user':'pat','suspended':true}")
                        .status())
                .isEqualTo(204);
        for (var reply : new Reply[] {
            pat.get("/v1/portal/account"),
            requestAppointment(pat, "s1"),
            pat.get("/v1/portal/delegations/check?patientId=pat"),
            pat.get("/v1/portal/fhir/Patient/pat")
        }) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.code()).isEqualTo("ACCOUNT_SUSPENDED");
        }
        assertThat(proxy.get("/v1/portal/account").status()).isEqualTo(200);
        control("POST", "/__accounts", "{'user':'pat','suspended':false}");
        assertThat(requestAppointment(pat, "s1").status()).isEqualTo(201);
    }

    @Test
    void fhirWhenTagIsKnownThenNotModifiedUntilContentChanges() {
        var first = pat.get("/v1/portal/fhir/Appointment?patient=pat");
        assertThat(first.at("/resourceType")).isEqualTo("Bundle");
        assertThat(first.header("Content-Type")).isEqualTo("application/fhir+json");
        var tag = first.header("ETag");
        assertThat(tag).startsWith("W/\"");
        var known = pat.get("/v1/portal/fhir/Appointment?patient=pat", "If-None-Match", "\"x\", " + tag);
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(known.header("ETag")).isEqualTo(tag);
        assertThat(pat.get("/v1/portal/fhir/Appointment?patient=pat", "If-None-Match", "*")
                        .status())
                .isEqualTo(304);
        requestAppointment(pat, "s1");
        var changed = pat.get("/v1/portal/fhir/Appointment?patient=pat", "If-None-Match", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("/total")).isEqualTo("1");
    }

    @Test
    void fhirWhenResourceIsReadThenItself() {
        var patient = pat.get("/v1/portal/fhir/Patient/pat");
        assertThat(patient.at("/resourceType") + "/" + patient.at("/id")).isEqualTo("Patient/pat");
    }
}
