package io.portage.contracttests.sample;

import io.portage.contracttests.wire.Request;
import java.util.UUID;

/// Requests that the services accept, by what they are about. They carry no sync header yet.
public final class Requests {
    private Requests() {}

    public static Request patient() {
        return patient("A");
    }

    /// A patient that nobody has registered before.
    public static Request newPatient() {
        return patient("F-" + UUID.randomUUID());
    }

    public static Request patient(String family) {
        return Request.json(
                "POST",
                "/v1/patients",
                "{\"family\":\"%s\",\"given\":\"B\",\"birthDate\":\"2000-01-01\"}".formatted(family));
    }

    /// A patient whose key stands in the body.
    public static Request patientWithBodyKey(String key) {
        return Request.json(
                "POST",
                "/v1/patients",
                "{\"family\":\"A\",\"given\":\"B\",\"birthDate\":\"2000-01-01\",\"clientMutationId\":\"%s\"}"
                        .formatted(key));
    }

    public static Request order(String type) {
        return Request.json(
                "POST", "/v1/orders", "{\"type\":\"%s\",\"patientId\":\"p1\",\"code\":\"x\"}".formatted(type));
    }

    /// An operation whose owning service recognises no repeat by itself.
    public static Request appointment(String patient, String slot) {
        return Request.json(
                "POST",
                "/v1/portal/appointment-requests",
                "{\"patientId\":\"%s\",\"slot\":\"%s\"}".formatted(patient, slot));
    }

    public static Request refill(String patient) {
        return Request.json(
                "POST", "/v1/portal/refill-requests", "{\"patientId\":\"%s\",\"medication\":\"m\"}".formatted(patient));
    }

    /// An operation that may never come from a queue.
    public static Request merge() {
        return Request.json("POST", "/v1/patients/p1/merge", "{\"other\":\"p2\"}");
    }
}
