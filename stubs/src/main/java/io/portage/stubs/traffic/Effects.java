package io.portage.stubs.traffic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Counts business effects: what really happened, repeats that were recognised left out.
public final class Effects {
    private record Cause(
            String service,
            String operation,
            @Nullable String clientMutationId,
            @Nullable String idempotencyKey) {
        Effect times(int count) {
            return new Effect(service, operation, clientMutationId, idempotencyKey, count);
        }
    }

    private record Happened(String tenant, Cause cause) {}

    private final Map<Happened, Integer> counts = new LinkedHashMap<>();

    public synchronized void happened(
            String tenant,
            String service,
            String operation,
            @Nullable String clientMutationId,
            @Nullable String idempotencyKey) {
        var cause = new Cause(service, operation, clientMutationId, idempotencyKey);
        counts.merge(new Happened(tenant, cause), 1, Integer::sum);
    }

    /// Every effect in the order of its first time.
    public List<Effect> all() {
        return where(_ -> true);
    }

    /// The effects in one tenant.
    public List<Effect> of(String tenant) {
        return where(happened -> happened.tenant.equals(tenant));
    }

    private synchronized List<Effect> where(Predicate<Happened> wanted) {
        var sums = new LinkedHashMap<Cause, Integer>();
        counts.forEach((happened, count) -> {
            if (wanted.test(happened)) {
                sums.merge(happened.cause, count, Integer::sum);
            }
        });
        return sums.entrySet().stream()
                .map(entry -> entry.getKey().times(entry.getValue()))
                .toList();
    }

    public synchronized void clear() {
        counts.clear();
    }
}
