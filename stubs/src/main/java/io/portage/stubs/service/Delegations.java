package io.portage.stubs.service;

import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Who may act for whom. In every tenant `proxy` starts out acting for `pat`, by the delegation `d-proxy`.
final class Delegations {
    private final Records granted = new Records("d-");
    private final Set<String> furnished = new HashSet<>();

    void clear() {
        granted.clear();
        furnished.clear();
    }

    boolean mayAct(Caller caller, String patient) {
        return caller.is(patient)
                || all(caller.tenant())
                        .anyMatch(delegation -> delegation.path("active").booleanValue()
                                && text(delegation, "patientId").equals(patient)
                                && text(delegation, "proxy").equals(caller.user()));
    }

    HttpResponse grant(Call call) {
        call.text("proxy");
        var user = call.caller().user();
        var patient = call.textOr("patientId", user);
        expectOwn(call.caller(), patient);
        var content = call.content().put("patientId", patient).put("active", true);
        return Replies.created("/v1/portal/delegations", granted.create(call.tenant(), content));
    }

    /// A revocation of a delegation that was never granted is one, too: the stubs know no list of them.
    HttpResponse revoke(Call call) {
        furnish(call.tenant());
        var delegation = granted.findOr(call.tenant(), call.variable("delegationId"), Json::object);
        expectOwn(
                call.caller(),
                delegation.path("patientId").stringValue(call.caller().user()));
        Records.change(delegation, Json.object().put("active", false));
        return Replies.noContent();
    }

    private static void expectOwn(Caller caller, @Nullable String patient) {
        if (patient != null && !caller.is(patient)) {
            throw new ServiceError(
                    403, "DELEGATION_INVALID", caller.user() + " (expected: " + patient + ", whose delegation it is)");
        }
    }

    private Stream<ObjectNode> all(String tenant) {
        furnish(tenant);
        return granted.all(tenant);
    }

    private void furnish(String tenant) {
        if (furnished.add(tenant)) {
            var content =
                    Json.object().put("patientId", "pat").put("proxy", "proxy").put("active", true);
            granted.put(tenant, "d-proxy", content);
        }
    }

    private static String text(ObjectNode delegation, String member) {
        return delegation.path(member).stringValue("");
    }
}
