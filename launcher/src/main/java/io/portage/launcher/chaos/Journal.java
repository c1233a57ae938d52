package io.portage.launcher.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Writes down what phones sent and saw, key by key.
final class Journal {
    private final Map<String, List<Exchange>> byKey = new ConcurrentHashMap<>();

    void add(String key, Exchange exchange) {
        byKey.compute(key, (_, known) -> {
            var all = known == null ? new ArrayList<Exchange>() : known;
            all.add(exchange);
            return all;
        });
    }

    /// What there is of a key so far, in the order of its end.
    List<Exchange> of(String key) {
        var all = new ArrayList<Exchange>();
        byKey.computeIfPresent(key, (_, known) -> {
            all.addAll(known);
            return known;
        });
        return all;
    }
}
