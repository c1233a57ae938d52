package io.portage.stubs.service;

import io.portage.stubs.http.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Clinical decision support: which alerts an order raises against what is known now.
final class DecisionSupport {
    private static final Set<String> OPEN = Set.of("draft", "active");

    private final Records orders;
    private final Map<String, Set<String>> allergies = new LinkedHashMap<>();

    DecisionSupport(Records orders) {
        this.orders = orders;
    }

    void addAllergy(String patientId, String substance) {
        allergies.computeIfAbsent(patientId, _ -> new LinkedHashSet<>()).add(substance);
    }

    void clear() {
        allergies.clear();
    }

    /// One alert for each allergy of the patient, one for each open order of the same kind.
    ///
    /// @param self the order's own id, empty where it has none yet
    ArrayNode alerts(String tenant, String patientId, String type, String code, String self) {
        var alerts = Json.array();
        for (var substance : allergies.getOrDefault(patientId, Set.of())) {
            alerts.addObject()
                    .put("kind", "allergy")
                    .put("severity", substance.equalsIgnoreCase(code) ? "critical" : "warning")
                    .put("substance", substance);
        }
        orders.all(tenant)
                .filter(other -> !text(other, "id").equals(self)
                        && OPEN.contains(text(other, "status"))
                        && text(other, "patientId").equals(patientId)
                        && text(other, "type").equals(type)
                        && text(other, "code").equals(code))
                .forEach(other -> alerts.addObject()
                        .put("kind", "duplicate")
                        .put("severity", "warning")
                        .put("orderId", text(other, "id")));
        return alerts;
    }

    private static String text(ObjectNode order, String member) {
        return order.path(member).stringValue("");
    }
}
