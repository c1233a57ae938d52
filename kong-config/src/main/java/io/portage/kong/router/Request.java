package io.portage.kong.router;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A request, as far as a router looks at it.
///
/// @param path with or without a query, as it stands on the wire
/// @param headers names in lower case, and each value
public record Request(String method, String host, String path, Map<String, List<String>> headers) {
    public Request {
        headers = Map.copyOf(headers);
    }

    /// As the newer routers see it, to which an underscore in a name is a hyphen.
    Request withHyphens() {
        var names = new HashMap<String, List<String>>();
        headers.forEach((name, values) -> names.computeIfAbsent(name.replace('_', '-'), _ -> new ArrayList<>())
                .addAll(values));
        return new Request(method, host, path, names);
    }

    /// One without headers that matter.
    public static Request of(String method, String host, String path) {
        return new Request(method, host, path, Map.of());
    }
}
