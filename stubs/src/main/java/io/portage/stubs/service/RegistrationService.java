package io.portage.stubs.service;

import io.portage.stubs.http.HttpResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Patient registration: patients and what belongs to them.
final class RegistrationService implements StubService {
    private static final List<String> CRITERIA = List.of("family", "given", "birthDate", "identifier");

    private final Records patients = new Records("pt-");
    private final PatientParts parts = new PatientParts(patients);
    private final Encounters encounters = new Encounters();

    @Override
    public String name() {
        return "registration";
    }

    @Override
    public Map<String, Behaviour> behaviours() {
        var behaviours = new HashMap<String, Behaviour>(parts.behaviours());
        behaviours.put("patient.create", this::create);
        behaviours.put("patient.search", this::search);
        behaviours.put("patient.get", call -> Replies.ok(PatientParts.patient(patients, call)));
        behaviours.put("patient.update-demographics", this::update);
        behaviours.put("encounter.transition", encounters::transition);
        return Map.copyOf(behaviours);
    }

    @Override
    public void reset() {
        patients.clear();
        parts.clear();
        encounters.clear();
    }

    private HttpResponse create(Call call) {
        var family = call.text("family");
        var given = call.text("given");
        var birthDate = birthDate(call);
        patients.all(call.tenant())
                .filter(other -> same(other, "family", family)
                        && same(other, "given", given)
                        && same(other, "birthDate", birthDate))
                .findFirst()
                .ifPresent(RegistrationService::refuseDuplicateOf);
        return Replies.created("/v1/patients", patients.create(call.tenant(), call.content()));
    }

    private static String birthDate(Call call) {
        var text = call.text("birthDate");
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeException _) {
            throw ServiceError.invalid("birthDate: " + text + " (expected: a date such as 2000-01-31)");
        }
    }

    private static void refuseDuplicateOf(ObjectNode other) {
        throw new ServiceError(
                409,
                "DUPLICATE_DETECTED",
                "family, given and birthDate are those of patient "
                        + other.path("id").stringValue("") + " (expected: a person who is not registered)");
    }

    private static boolean same(ObjectNode patient, String member, String value) {
        return fold(patient.path(member).stringValue("")).equals(fold(value));
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private HttpResponse search(Call call) {
        var query = call.request().query();
        var given = CRITERIA.stream()
                .filter(criterion -> !query.getOrDefault(criterion, "").isBlank())
                .toList();
        if (given.size() < 2) {
            throw new ServiceError(
                    400,
                    "PATIENT_SEARCH_INSUFFICIENT_CRITERIA",
                    "criteria: " + given + " (expected: at least two of " + CRITERIA + ")");
        }
        return Replies.items(patients.all(call.tenant())
                .filter(patient -> given.stream()
                        .allMatch(criterion -> meets(patient, criterion, Objects.requireNonNull(query.get(criterion)))))
                .toList());
    }

    private static boolean meets(ObjectNode patient, String criterion, String value) {
        return criterion.equals("identifier")
                ? Stream.of(patient.path("identifiers"))
                        .flatMap(identifiers -> identifiers.values().stream())
                        .map((JsonNode identifier) -> identifier.path("value").stringValue(""))
                        .anyMatch(value::equals)
                : same(patient, criterion, value);
    }

    private HttpResponse update(Call call) {
        var patient = PatientParts.patient(patients, call);
        call.expectVersion(patient);
        return Replies.ok(Records.change(patient, call.content()));
    }
}
