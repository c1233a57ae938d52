package io.portage.stubs.service;

import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// The immunization history, its forecast, and contraindications.
final class ImmunizationService implements StubService {
    private static final Duration BETWEEN_DOSES = Duration.ofDays(28);

    private final InstantSource clock;
    private final Records immunizations = new Records("im-");
    private final Records contraindications = new Records("ci-");

    ImmunizationService(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "immunizations";
    }

    @Override
    public Map<String, Behaviour> behaviours() {
        return Map.of(
                "immunization.record", this::record,
                "immunization.refuse", this::refuse,
                "immunization.amend", this::amend,
                "immunization.list", this::list,
                "immunization.forecast", this::forecast,
                "contraindication.create", this::createContraindication);
    }

    @Override
    public void reset() {
        immunizations.clear();
        contraindications.clear();
    }

    private HttpResponse record(Call call) {
        var content = call.content()
                .put("patientId", call.text("patientId"))
                .put("vaccine", call.text("vaccine"))
                .put("administeredAt", call.instant("administeredAt").toString())
                .put("status", "completed");
        immunizations
                .all(call.tenant())
                .filter(other -> sameVaccination(other, content) && !sameKey(other, call.bodyKey()))
                .findFirst()
                .ifPresent(ImmunizationService::refuseDuplicateOf);
        return created(call, content);
    }

    /// Two devices may have recorded one vaccination, each under its own key.
    private static boolean sameVaccination(ObjectNode one, ObjectNode other) {
        return Stream.of("patientId", "vaccine", "administeredAt", "status")
                .allMatch(member -> one.path(member).equals(other.path(member)));
    }

    private static boolean sameKey(ObjectNode record, Optional<String> key) {
        return key.isPresent()
                && record.path("clientMutationId").stringValue("").equals(key.get());
    }

    private static void refuseDuplicateOf(ObjectNode other) {
        throw new ServiceError(
                409,
                "DUPLICATE_MUTATION",
                "patientId, vaccine and administeredAt are those of "
                        + other.path("id").stringValue("") + " (expected: another vaccination)");
    }

    private HttpResponse refuse(Call call) {
        return created(
                call,
                call.content()
                        .put("patientId", call.text("patientId"))
                        .put("vaccine", call.text("vaccine"))
                        .put("status", "not-done"));
    }

    private HttpResponse created(Call call, ObjectNode content) {
        content.put("updatedAt", now());
        return Replies.created("/v1/immunizations", immunizations.create(call.tenant(), content));
    }

    private HttpResponse amend(Call call) {
        var immunization = immunizations.findOr(
                call.tenant(),
                call.variable("immunizationId"),
                () -> Json.object().put("status", "completed"));
        call.expectVersion(immunization);
        return Replies.ok(Records.change(immunization, call.content().put("updatedAt", now())));
    }

    /// What belongs to a patient and changed at `from` or later.
    private HttpResponse list(Call call) {
        var patient = call.request().query().getOrDefault("patientId", "");
        if (patient.isBlank()) {
            throw ServiceError.invalid("patientId: missing (expected: the patient's id)");
        }
        var from = call.queryInstant("from").orElse(Instant.MIN);
        return Replies.items(ofPatient(call.tenant(), patient)
                .filter(record -> !instant(record, "updatedAt").isBefore(from))
                .toList());
    }

    /// The next dose of each vaccine, computed anew each time.
    private HttpResponse forecast(Call call) {
        var patient = call.variable("patientId");
        var doses = new LinkedHashMap<String, Integer>();
        var latest = new LinkedHashMap<String, Instant>();
        ofPatient(call.tenant(), patient)
                .filter(record -> record.path("status").stringValue("").equals("completed"))
                .forEach(record -> {
                    var vaccine = record.path("vaccine").stringValue("");
                    doses.merge(vaccine, 1, Integer::sum);
                    latest.merge(vaccine, instant(record, "administeredAt"), (a, b) -> a.isAfter(b) ? a : b);
                });
        var forecast = Json.object().put("patientId", patient).put("calculatedAt", now());
        var recommendations = forecast.putArray("recommendations");
        latest.forEach((vaccine, at) -> recommendations
                .addObject()
                .put("vaccine", vaccine)
                .put("dose", doses.getOrDefault(vaccine, 0) + 1)
                .put("dueAt", at.plus(BETWEEN_DOSES).toString()));
        return Replies.ok(forecast);
    }

    private HttpResponse createContraindication(Call call) {
        call.text("patientId");
        return Replies.created("/v1/contraindications", contraindications.create(call.tenant(), call.content()));
    }

    private Stream<ObjectNode> ofPatient(String tenant, String patient) {
        return immunizations
                .all(tenant)
                .filter(record -> record.path("patientId").stringValue("").equals(patient));
    }

    private static Instant instant(ObjectNode record, String member) {
        return Instant.parse(record.path(member).stringValue("1970-01-01T00:00:00Z"));
    }

    private String now() {
        return clock.instant().toString();
    }
}
