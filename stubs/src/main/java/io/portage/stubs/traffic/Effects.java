package io.portage.stubs.traffic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts business effects: what really happened, repeats that were recognised left out.
public final class Effects {
    private record Cause(
            String service,
            String operation,
            @Nullable String clientMutationId,
            @Nullable String idempotencyKey) {}

    private final Map<Cause, Integer> counts = new LinkedHashMap<>();

    public synchronized void happened(
            String service, String operation, @Nullable String clientMutationId, @Nullable String idempotencyKey) {
        counts.merge(new Cause(service, operation, clientMutationId, idempotencyKey), 1, Integer::sum);
    }

    /// Every effect in the order of its first time.
    public synchronized List<Effect> all() {
        return counts.entrySet().stream()
                .map(entry -> {
                    var cause = entry.getKey();
                    return new Effect(
                            cause.service,
                            cause.operation,
                            cause.clientMutationId,
                            cause.idempotencyKey,
                            entry.getValue());
                })
                .toList();
    }

    public synchronized void clear() {
        counts.clear();
    }
}
