package io.portage.stubs.service;

import io.portage.stubs.http.HttpRequest;
import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The patient portal: requests, the access log, delegations, exports and what it shows of other services' data.
final class PortalService implements StubService {
    private static final String CHECK = "/v1/portal/delegations/check";

    private final Set<String> suspended = new HashSet<>();
    private final Delegations delegations = new Delegations();
    private final PortalRequests requests = new PortalRequests();
    private final Exports exports;
    private final FhirProjections fhir;

    PortalService(InstantSource clock) {
        this.exports = new Exports(clock);
        this.fhir = new FhirProjections(requests);
    }

    @Override
    public String name() {
        return "patient-portal";
    }

    @Override
    public Map<String, Behaviour> behaviours() {
        var behaviours = new HashMap<String, Behaviour>(requests.behaviours());
        behaviours.put("portal.grant-delegation", delegations::grant);
        behaviours.put("portal.revoke-delegation", delegations::revoke);
        behaviours.put("portal.start-export", exports::start);
        behaviours.put("portal.get-export", exports::get);
        behaviours.put("portal.get-account", PortalService::account);
        behaviours.put("portal.list-appointments", this::appointments);
        behaviours.put("portal.read-fhir", fhir::read);
        return Map.copyOf(behaviours);
    }

    /// Suspends an account, or lifts the suspension.
    void suspend(String user, boolean now) {
        if (now) {
            suspended.add(user);
        } else {
            suspended.remove(user);
        }
    }

    @Override
    public void admit(Caller caller) {
        if (suspended.contains(caller.user())) {
            throw new ServiceError(403, "ACCOUNT_SUSPENDED", caller.user() + " (expected: an active account)");
        }
    }

    @Override
    public void admit(Call call) {
        var pointer = call.operation().delegation();
        if (pointer != null) {
            var patient = call.text(pointer)
                    .orElseThrow(() -> ServiceError.invalid(pointer + ": missing (expected: the patient's id)"));
            expectDelegation(call.caller(), patient);
        }
    }

    private void expectDelegation(Caller caller, String patient) {
        if (!delegations.mayAct(caller, patient)) {
            throw new ServiceError(
                    403, "DELEGATION_INVALID", caller.user() + " for " + patient + " (expected: an active delegation)");
        }
    }

    /// The gateway asks before it forwards, and before it answers from its records, whether the caller may act.
    @Override
    public Optional<HttpResponse> answerGateway(HttpRequest request, Caller caller) {
        if (!request.method().equals("GET") || !request.path().equals(CHECK)) {
            return Optional.empty();
        }
        var patient = request.query().get("patientId");
        if (patient == null) {
            throw ServiceError.invalid("patientId: missing (expected: the patient's id)");
        }
        var delegate = delegate(request, caller);
        admit(delegate);
        return Optional.of(Replies.ok(Json.object().put("active", delegations.mayAct(delegate, patient))));
    }

    /// Who acts: the caller, and only the gateway may ask about somebody else.
    private static Caller delegate(HttpRequest request, Caller caller) {
        var named = request.query().get("delegateId");
        if (!caller.gateway()) {
            if (named != null) {
                throw new ServiceError(403, "ACCESS_DENIED", "delegateId (expected: from the gateway alone)");
            }
            return caller;
        }
        if (named == null || named.isBlank()) {
            throw ServiceError.invalid("delegateId: missing (expected: who acts, since the gateway does not)");
        }
        return caller.acting(named);
    }

    private static HttpResponse account(Call call) {
        var user = call.caller().user();
        return Replies.ok(Json.object()
                .put("id", user == null ? "internal" : user)
                .put("tenant", call.tenant())
                .put("status", "active")
                .put("mfa", true));
    }

    private HttpResponse appointments(Call call) {
        var user = call.caller().user();
        var patient = call.request().query().getOrDefault("patientId", user == null ? "" : user);
        expectDelegation(call.caller(), patient);
        return Replies.items(requests.appointments(call.tenant(), patient));
    }

    @Override
    public void reset() {
        suspended.clear();
        delegations.clear();
        requests.clear();
        exports.clear();
    }
}
