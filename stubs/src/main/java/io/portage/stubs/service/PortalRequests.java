package io.portage.stubs.service;

import io.portage.stubs.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// What patients ask of the portal, and the log of their access.
final class PortalRequests {
    private record Slot(String tenant, String name) {}

    private record Patient(String tenant, String id) {}

    private final Records appointments = new Records("ap-");
    private final Records refills = new Records("rf-");
    private final Records demographics = new Records("du-");
    private final Records accessEvents = new Records("ev-");
    private final Set<Slot> taken = new HashSet<>();
    private final Map<Patient, Long> demographicsVersions = new HashMap<>();

    Map<String, Behaviour> behaviours() {
        return Map.of(
                "portal.request-appointment", this::requestAppointment,
                "portal.request-refill", this::requestRefill,
                "portal.request-demographics-update", this::requestDemographicsUpdate,
                "portal.record-access-event", this::recordAccessEvent);
    }

    void clear() {
        appointments.clear();
        refills.clear();
        demographics.clear();
        accessEvents.clear();
        taken.clear();
        demographicsVersions.clear();
    }

    List<ObjectNode> appointments(String tenant, String patient) {
        return of(appointments, tenant, patient);
    }

    List<ObjectNode> refills(String tenant, String patient) {
        return of(refills, tenant, patient);
    }

    private static List<ObjectNode> of(Records records, String tenant, String patient) {
        return records.all(tenant)
                .filter(entity -> entity.path("patientId").stringValue("").equals(patient))
                .toList();
    }

    private HttpResponse requestAppointment(Call call) {
        var slot = call.text("slot");
        if (!taken.add(new Slot(call.tenant(), slot))) {
            throw new ServiceError(409, "SLOT_UNAVAILABLE", "slot: " + slot + " (expected: a free one)");
        }
        return submitted(appointments, call);
    }

    private HttpResponse requestRefill(Call call) {
        call.text("medication");
        return submitted(refills, call);
    }

    /// Each accepted request that names the version it was based on moves the demographics on, so that the next one
    /// based on the same version is stale.
    private HttpResponse requestDemographicsUpdate(Call call) {
        var patient = new Patient(call.tenant(), call.text("patientId"));
        if (call.json().has("version")) {
            call.expectVersion(demographicsVersions.getOrDefault(patient, 1L));
            demographicsVersions.merge(patient, 2L, (current, _) -> current + 1);
        }
        return submitted(demographics, call);
    }

    private static HttpResponse submitted(Records records, Call call) {
        var content = call.content().put("status", "submitted");
        return Replies.created(call.request().path(), records.create(call.tenant(), content));
    }

    /// The log keeps the client's id and only ever grows; what is in it stays, even beyond the window of repeats.
    private HttpResponse recordAccessEvent(Call call) {
        var id = call.text("id");
        var event = accessEvents.findOr(call.tenant(), id, call::content);
        event.remove("version");
        return Replies.created(call.request().path(), event);
    }
}
