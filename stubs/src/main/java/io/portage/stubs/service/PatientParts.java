package io.portage.stubs.service;

import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// What belongs to a patient and is changed by itself: identifiers, names, portrait, next of kin, consents, merges.
final class PatientParts {
    private static final Set<String> VITAL_STATUSES = Set.of("alive", "deceased");

    private final Records patients;
    private final Records names = new Records("nm-");
    private final Records extensions = new Records("ex-");
    private final Records nextOfKin = new Records("nk-");
    private final Records consents = new Records("cs-");
    private final Records portraits = new Records("po-");

    PatientParts(Records patients) {
        this.patients = patients;
    }

    Map<String, Behaviour> behaviours() {
        return Map.of(
                "patient.add-identifier", this::addIdentifier,
                "patient.set-name", call -> set(names, call, "nameId"),
                "patient.set-portrait", this::setPortrait,
                "patient.set-extension", call -> set(extensions, call, "extensionId"),
                "patient.add-next-of-kin", this::addNextOfKin,
                "patient.remove-next-of-kin", this::removeNextOfKin,
                "patient.set-consent", this::setConsent,
                "patient.set-vital-status", this::setVitalStatus,
                "patient.merge", call -> link(call, true),
                "patient.unmerge", call -> link(call, false));
    }

    void clear() {
        names.clear();
        extensions.clear();
        nextOfKin.clear();
        consents.clear();
        portraits.clear();
    }

    /// The patient that the path names. The stubs know no patient list: one that nobody created is taken as known.
    static ObjectNode patient(Records patients, Call call) {
        return patients.findOr(call.tenant(), call.variable("patientId"), Json::object);
    }

    private ObjectNode patient(Call call) {
        return patient(patients, call);
    }

    private HttpResponse addIdentifier(Call call) {
        var value = call.text("value");
        var system = call.textOr("system", "local");
        var id = call.variable("patientId");
        if (patients.all(call.tenant()).anyMatch(other -> !isId(other, id) && hasIdentifier(other, system, value))) {
            throw new ServiceError(
                    409, "IDENTIFIER_CONFLICT", system + "|" + value + " (expected: an identifier of this patient)");
        }
        var identifiers = patient(call).withArrayProperty("identifiers");
        var identifier = Json.object()
                .put("id", "id-" + (identifiers.size() + 1))
                .put("system", system)
                .put("value", value);
        identifiers.add(identifier);
        return Replies.created(call.request().path(), identifier);
    }

    private static boolean isId(ObjectNode patient, String id) {
        return patient.path("id").stringValue("").equals(id);
    }

    private static boolean hasIdentifier(ObjectNode patient, String system, String value) {
        return patient.path("identifiers").values().stream()
                .anyMatch(
                        identifier -> identifier.path("system").stringValue("").equals(system)
                                && identifier.path("value").stringValue("").equals(value));
    }

    /// Sets a part that has its own id and version.
    private HttpResponse set(Records parts, Call call, String variable) {
        var part = parts.findOr(call.tenant(), key(call, variable), Json::object);
        call.expectVersion(part);
        return Replies.ok(named(Records.change(part, call.content()), call.variable(variable)));
    }

    /// Parts of different patients may have the same id.
    private static String key(Call call, String variable) {
        return call.variable("patientId") + "/" + call.variable(variable);
    }

    private static ObjectNode named(ObjectNode part, String id) {
        return part.deepCopy().put("id", id);
    }

    private HttpResponse setPortrait(Call call) {
        var type = call.request().header("Content-Type").orElse("missing");
        if (!type.startsWith("image/")) {
            throw new ServiceError(415, "MEDIA_TYPE_UNSUPPORTED", "Content-Type: " + type + " (expected: image/*)");
        }
        var image = call.request().body();
        if (image.length == 0) {
            throw ServiceError.invalid("body: 0 bytes (expected: an image)");
        }
        var portrait = portraits.findOr(call.tenant(), call.variable("patientId"), Json::object);
        return Replies.ok(Records.change(
                portrait,
                Json.object()
                        .put("contentType", type)
                        .put("size", image.length)
                        .put("sha256", EntityTags.sha256(image))));
    }

    private HttpResponse addNextOfKin(Call call) {
        call.text("name");
        var content = call.content().put("patientId", call.variable("patientId"));
        return Replies.created(call.request().path(), nextOfKin.create(call.tenant(), content));
    }

    private HttpResponse removeNextOfKin(Call call) {
        var entry = nextOfKin.findOr(call.tenant(), call.variable("nextOfKinId"), Json::object);
        Records.change(entry, Json.object().put("removed", true));
        return Replies.noContent();
    }

    private HttpResponse setConsent(Call call) {
        if (!call.json().path("granted").isBoolean()) {
            throw ServiceError.invalid("granted: " + call.json().path("granted") + " (expected: true or false)");
        }
        var consent = consents.findOr(call.tenant(), key(call, "flag"), Json::object);
        return Replies.ok(named(Records.change(consent, call.content()), call.variable("flag")));
    }

    private HttpResponse setVitalStatus(Call call) {
        var status = call.text("status");
        if (!VITAL_STATUSES.contains(status)) {
            throw ServiceError.invalid("status: " + status + " (expected: alive or deceased)");
        }
        return Replies.ok(Records.change(patient(call), Json.object().put("vitalStatus", status)));
    }

    /// Merges another patient into this one, or takes the two apart again.
    private HttpResponse link(Call call, boolean merged) {
        var source = call.text("sourcePatientId");
        var target = call.variable("patientId");
        if (source.equals(target)) {
            throw ServiceError.invalid("sourcePatientId: " + source + " (expected: another patient)");
        }
        var other = patients.findOr(call.tenant(), source, Json::object);
        var into =
                merged ? Json.object().put("mergedInto", target) : Json.object().putNull("mergedInto");
        Records.change(other, into);
        return Replies.ok(Records.change(patient(call), Json.object()));
    }
}
