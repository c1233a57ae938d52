package io.portage.stubs.service;

import io.portage.stubs.http.HeaderLine;
import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What the portal shows of clinical data as FHIR resources: a projection of its own requests, tagged by content.
final class FhirProjections {
    private static final String ROOT = "/v1/portal/fhir/";

    private final PortalRequests requests;

    FhirProjections(PortalRequests requests) {
        this.requests = requests;
    }

    /// `Patient/pat` is one resource, `Appointment?patient=pat` a bundle; the patient is the caller where none is
    /// named.
    HttpResponse read(Call call) {
        var parts = call.request().path().substring(ROOT.length()).split("/", -1);
        var body = Json.bytes(parts.length > 1 ? resource(parts[0], parts[1]) : bundle(call, parts[0]));
        return new HttpResponse(
                200,
                List.of(
                        new HeaderLine("Content-Type", "application/fhir+json"),
                        new HeaderLine("ETag", "W/" + EntityTags.of(body))),
                body);
    }

    private static ObjectNode resource(String type, String id) {
        return Json.object().put("resourceType", type).put("id", id);
    }

    private ObjectNode bundle(Call call, String type) {
        var user = call.caller().user();
        var patient = call.request().query().getOrDefault("patient", user == null ? "" : user);
        var entries = Json.array();
        for (var source : sources(call.tenant(), type, patient)) {
            var resource = resource(type, source.path("id").stringValue(""))
                    .put("status", "proposed")
                    .put("subject", "Patient/" + patient);
            entries.addObject().set("resource", resource);
        }
        var bundle = Json.object()
                .put("resourceType", "Bundle")
                .put("type", "searchset")
                .put("total", entries.size());
        bundle.set("entry", entries);
        return bundle;
    }

    private List<ObjectNode> sources(String tenant, String type, String patient) {
        return switch (type) {
            case "Appointment" -> requests.appointments(tenant, patient);
            case "MedicationRequest" -> requests.refills(tenant, patient);
            default -> List.of();
        };
    }
}
