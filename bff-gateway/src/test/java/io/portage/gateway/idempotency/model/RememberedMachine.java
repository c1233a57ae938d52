package io.portage.gateway.idempotency.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks a machine each thing once: it is a function, and a world asks the same thing thousands of times.
final class RememberedMachine implements Machine {
    private final Machine machine;
    private final Map<Edge, Outcome> outcomes = new LinkedHashMap<>();

    RememberedMachine(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Outcome run(@Nullable Row row, Call call) {
        var edge = new Edge(row, call);
        var known = outcomes.get(edge);
        if (known == null) {
            known = machine.run(row, call);
            outcomes.put(edge, known);
        }
        return known;
    }

    @Override
    public @Nullable Row swept(@Nullable Row row) {
        return machine.swept(row);
    }

    Set<Edge> edges() {
        return outcomes.keySet();
    }
}
