package io.portage.stubs.service;

import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import java.util.Map;
import java.util.Set;

/// The status machine of encounters; no transition can be skipped.
final class Encounters {
    private static final Map<String, Set<String>> NEXT = Map.of(
            "planned", Set.of("arrived", "cancelled"),
            "arrived", Set.of("in-progress", "cancelled"),
            "in-progress", Set.of("finished", "cancelled"),
            "finished", Set.of(),
            "cancelled", Set.of());

    private final Records encounters = new Records("en-");

    void clear() {
        encounters.clear();
    }

    HttpResponse transition(Call call) {
        var from = status(call, "from");
        var to = status(call, "to");
        // an encounter that nobody has seen is where the client believes it to be
        var encounter = encounters.findOr(
                call.tenant(), call.variable("encounterId"), () -> Json.object().put("status", from));
        call.expectVersion(encounter);
        var current = encounter.path("status").stringValue("");
        if (!current.equals(from) || !NEXT.getOrDefault(from, Set.of()).contains(to)) {
            throw new ServiceError(
                    409,
                    "ENCOUNTER_TRANSITION_INVALID",
                    from + " to " + to + " (expected: " + current + " to one of " + NEXT.get(current) + ")");
        }
        return Replies.ok(Records.change(encounter, Json.object().put("status", to)));
    }

    private static String status(Call call, String member) {
        var status = call.text(member);
        if (!NEXT.containsKey(status)) {
            throw ServiceError.invalid(member + ": " + status + " (expected: one of " + NEXT.keySet() + ")");
        }
        return status;
    }
}
