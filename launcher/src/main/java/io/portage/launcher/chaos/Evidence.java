package io.portage.launcher.chaos;

import io.portage.launcher.http.Header;
import io.portage.launcher.http.Request;
import io.portage.stubs.StubWorld;
import io.portage.stubs.traffic.Effect;
import io.portage.stubs.traffic.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// What arrived at the services and what they did, by errand.
final class Evidence {
    private static final List<String> COMPARED = List.of("Content-Type", "Idempotency-Key", "X-Queued-At");
    private final Map<String, Integer> effects;
    private final Map<String, List<ReceivedRequest>> arrivals;

    private Evidence(Map<String, Integer> effects, Map<String, List<ReceivedRequest>> arrivals) {
        this.effects = effects;
        this.arrivals = arrivals;
    }

    static Evidence of(StubWorld world) {
        // effects first: whatever has taken effect by then has arrived
        var effects = new HashMap<String, List<Effect>>();
        for (var tenant : List.of(Errand.HOME, Errand.ABROAD)) {
            effects.put(tenant, world.effectsIn(tenant));
        }
        return of(effects, world.received());
    }

    /// @param effects by tenant
    static Evidence of(Map<String, List<Effect>> effects, List<ReceivedRequest> received) {
        // by correlation id, which is the name; the question about a delegation has the same, but reads
        var arrivals = received.stream()
                .filter(request -> request.method().equals("POST"))
                .collect(Collectors.groupingBy(
                        request -> String.join(",", request.values("X-Correlation-Id")),
                        HashMap::new,
                        Collectors.toList()));
        return new Evidence(counted(effects), arrivals);
    }

    private static Map<String, Integer> counted(Map<String, List<Effect>> effects) {
        var counts = new HashMap<String, Integer>();
        effects.forEach((tenant, all) ->
                all.forEach(effect -> counts.merge(name(tenant, effect), effect.count(), Integer::sum)));
        return counts;
    }

    private static String name(String tenant, Effect effect) {
        var key = effect.clientMutationId() == null ? effect.idempotencyKey() : effect.clientMutationId();
        return effect.operation() + " " + tenant + "." + key;
    }

    int effects(Errand errand) {
        return effects.getOrDefault(errand.kind().operation() + " " + errand.name(), 0);
    }

    /// @param sent what the phone sent
    Traces traces(Errand errand, Request sent) {
        var arrived = arrivals.getOrDefault(errand.name(), List.of());
        var oddities = new ArrayList<String>();
        arrived.forEach(request -> oddities.addAll(differences(errand, sent, request)));
        if (effects(errand) > arrived.size()) {
            oddities.add(effects(errand) + " effects of " + arrived.size() + " arrivals");
        }
        return new Traces(arrived.size(), oddities, effects(errand));
    }

    private static List<String> differences(Errand errand, Request sent, ReceivedRequest arrived) {
        var found = new ArrayList<String>();
        compare(found, "tenant", List.of(errand.tenant()), arrived.values("X-Tenant-Id"));
        compare(found, "service", errand.kind().service(), arrived.service());
        compare(found, "path", sent.path(), arrived.path());
        for (var name : COMPARED) {
            compare(found, name, values(sent, name), arrived.values(name));
        }
        if (!Arrays.equals(sent.body().getBytes(StandardCharsets.UTF_8), arrived.body())) {
            found.add("body: other bytes than were sent");
        }
        return found;
    }

    private static List<String> values(Request sent, String name) {
        return sent.headers().stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .toList();
    }

    private static void compare(List<String> found, String what, Object sent, Object arrived) {
        if (!Objects.equals(sent, arrived)) {
            found.add(what + ": " + arrived + " (sent: " + sent + ")");
        }
    }
}
