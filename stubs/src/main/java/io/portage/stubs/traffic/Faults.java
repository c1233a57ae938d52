package io.portage.stubs.traffic;

import io.portage.stubs.http.HttpFront;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The faults that wait for requests, the oldest first.
public final class Faults {
    private final Map<String, HttpFront> fronts = new LinkedHashMap<>();
    private final List<Fault> waiting = new ArrayList<>();

    /// Names the port that `refuse` closes.
    public synchronized void govern(String service, HttpFront front) {
        fronts.put(service, front);
    }

    /// @throws IllegalArgumentException where there is no such service
    public synchronized void add(Fault fault) {
        var front = fronts.get(fault.service());
        if (front == null) {
            throw new IllegalArgumentException(
                    "service: " + fault.service() + " (expected: one of " + fronts.keySet() + ")");
        }
        waiting.add(fault);
        if (fault.kind() == Fault.Kind.REFUSE) {
            front.refuse();
        }
    }

    /// The first fault that hits a request, one of its times spent.
    public synchronized Optional<Fault> take(String service, String method, String path) {
        for (int i = 0; i < waiting.size(); i++) {
            var fault = waiting.get(i);
            if (fault.service().equals(service) && fault.kind() != Fault.Kind.REFUSE && fault.hits(method, path)) {
                spend(i, fault);
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private void spend(int index, Fault fault) {
        OptionalInt times = fault.times();
        if (times.isEmpty()) {
            return;
        }
        if (times.getAsInt() == 1) {
            waiting.remove(index);
        } else {
            waiting.set(index, fault.times(times.getAsInt() - 1));
        }
    }

    /// What still waits.
    public synchronized List<Fault> all() {
        return List.copyOf(waiting);
    }

    /// Forgets every fault and opens every port again.
    public synchronized void clear() {
        waiting.clear();
        fronts.values().forEach(HttpFront::listen);
    }
}
