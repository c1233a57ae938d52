package io.portage.kong.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// Runs requests through plugins as Kong's Lua does, operation by operation, to be compared with what is proved of all
/// requests at once.
final class SimulatedKong {
    /// Names in lower case.
    private final Map<String, List<String>> request = new LinkedHashMap<>();

    SimulatedKong(Map<String, String> headers) {
        headers.forEach((name, value) -> request.put(lower(name), new ArrayList<>(List.of(value))));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// What arrives under that name.
    List<String> arrived(String name) {
        return request.getOrDefault(lower(name), List.of());
    }

    /// As the tables of OpenResty find a header: under its own spelling, else with hyphens.
    private static List<String> found(Map<String, List<String>> table, String name) {
        var exact = table.getOrDefault(name, table.get(lower(name)));
        return exact != null ? exact : table.getOrDefault(lower(name).replace('_', '-'), List.of());
    }

    void set(String name, String value) {
        request.put(lower(name), new ArrayList<>(List.of(value)));
    }

    void add(String name, String value) {
        request.computeIfAbsent(lower(name), _ -> new ArrayList<>()).add(value);
    }

    void clear(String name) {
        request.remove(lower(name));
    }

    /// correlation-id.
    void mint(String name) {
        if (found(request, name).isEmpty()) {
            set(name, "minted");
        }
    }

    /// request-transformer, with the lists of its configuration as `name` or `name:value`.
    void transform(Map<String, List<String>> lists) {
        var table = new LinkedHashMap<>(request);
        var cleared = new LinkedHashSet<String>();
        each(lists, "remove", (name, _) -> remove(table, cleared, lower(name)));
        each(lists, "rename", (name, to) -> rename(table, cleared, lower(name), lower(to)));
        each(lists, "replace", (name, value) -> {
            if (!found(table, lower(name)).isEmpty()) {
                put(table, lower(name), value);
            }
        });
        each(lists, "add", (name, value) -> {
            if (found(table, name).isEmpty()) {
                put(table, name, value);
            }
        });
        each(lists, "append", (name, value) -> append(table, name, value));
        cleared.forEach(this::clear);
        table.forEach((name, values) -> request.put(lower(name), new ArrayList<>(values)));
    }

    private static void each(Map<String, List<String>> lists, String list, BiConsumer<String, String> operation) {
        for (var entry : lists.getOrDefault(list, List.of())) {
            var parts = entry.split(":", 2);
            operation.accept(parts[0], parts.length > 1 ? parts[1] : "");
        }
    }

    private static void put(Map<String, List<String>> table, String name, String value) {
        if (value.isEmpty()) {
            table.remove(name);
        } else {
            table.put(name, List.of(value));
        }
    }

    private static void remove(Map<String, List<String>> table, Set<String> cleared, String name) {
        if (!found(table, name).isEmpty()) {
            table.remove(name);
            cleared.add(name);
        }
    }

    private static void rename(Map<String, List<String>> table, Set<String> cleared, String from, String to) {
        var values = found(table, from);
        if (!values.isEmpty() && !from.equals(to)) {
            table.put(to, values);
            table.remove(from);
            cleared.add(from);
        }
    }

    private static void append(Map<String, List<String>> table, String name, String value) {
        var values = new ArrayList<>(found(table, name));
        if (!name.equals(lower(name)) && !values.isEmpty()) {
            table.remove(lower(name));
        }
        values.add(value);
        table.put(name, values);
    }

    /// All subsets of names, each name with a value of its own.
    static List<Map<String, String>> requests(List<String> names) {
        var requests = new ArrayList<Map<String, String>>();
        for (var bits = 0; bits < 1 << names.size(); bits++) {
            var headers = new HashMap<String, String>();
            for (var i = 0; i < names.size(); i++) {
                if ((bits >> i & 1) == 1) {
                    headers.put(names.get(i), "client's " + names.get(i));
                }
            }
            requests.add(headers);
        }
        return requests;
    }
}
