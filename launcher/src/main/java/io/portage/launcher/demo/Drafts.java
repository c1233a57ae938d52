package io.portage.launcher.demo;

import static java.time.Duration.ofHours;

/// The requests that the story is about.
final class Drafts {
    static final String APPOINTMENTS = "/v1/portal/appointment-requests";
    static final String REFILLS = "/v1/portal/refill-requests";

    static final Draft APPOINTMENT = Draft.of(
                    "pat", "POST", APPOINTMENTS, "{\"patientId\":\"pat\",\"slot\":\"tuesday-9\"}")
            .key("appointment")
            .header("X-Correlation-Id", "visit-42")
            .queued("appointment", ofHours(3));
    static final Draft BUSY = Draft.of("pat", "POST", APPOINTMENTS, "{\"patientId\":\"pat\",\"slot\":\"tuesday-10\"}")
            .key("busy");
    static final Draft REFILL =
            Draft.of("pat", "POST", REFILLS, "{\"patientId\":\"pat\",\"medication\":\"metformin\"}");
    static final Draft TUNNEL = REFILL.key("tunnel").queued("tunnel", ofHours(1));
    static final Draft ORDER = Draft.of("doc", "POST", "/v1/orders", "");
    static final Draft PATIENT = Draft.of(
                    "doc",
                    "POST",
                    "/v1/patients",
                    "{\"family\":\"Okafor\",\"given\":\"Ada\",\"birthDate\":\"1980-02-29\"}")
            .key("patient");
    static final Draft UPDATE =
            Draft.of("doc", "PATCH", "/v1/patients/{patient}", "{\"phone\":\"555-0101\",\"version\":1}");

    private Drafts() {}
}
