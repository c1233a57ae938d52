package io.portage.launcher.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Writes down what phones sent and saw, errand by errand.
final class Journal {
    private final Map<String, List<Exchange>> byName = new ConcurrentHashMap<>();

    void add(Errand errand, Exchange exchange) {
        byName.compute(errand.name(), (_, known) -> {
            var all = known == null ? new ArrayList<Exchange>() : known;
            all.add(exchange);
            return all;
        });
    }

    /// What there is of an errand so far, in the order of its end.
    List<Exchange> of(Errand errand) {
        var all = new ArrayList<Exchange>();
        byName.computeIfPresent(errand.name(), (_, known) -> {
            all.addAll(known);
            return known;
        });
        return all;
    }
}
