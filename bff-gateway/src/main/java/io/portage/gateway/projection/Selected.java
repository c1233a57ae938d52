package io.portage.gateway.projection;

import io.portage.gateway.upstream.UpstreamRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a service looked at when it chose a form of its answer (RFC 9111, section 4.1).
final class Selected {
    /// A copy is found by who the token names and what it allows, and tokens change every few minutes.
    private static final String WHO = "authorization";

    private Selected() {}

    /// The names in a `Vary`, in lower case; null where it is `*`, which nothing ever matches.
    static @Nullable Set<String> names(@Nullable String vary) {
        var names = new TreeSet<String>();
        for (var name : vary == null ? new String[0] : vary.split(",", -1)) {
            names.add(name.strip().toLowerCase(Locale.ROOT));
        }
        names.remove("");
        names.remove(WHO);
        return names.contains("*") ? null : names;
    }

    /// What a request says in these headers.
    static Map<String, String> by(Set<String> names, UpstreamRequest request) {
        var said = new HashMap<String, String>();
        for (var name : names) {
            var value = request.list(name);
            said.put(name, value == null ? "" : value);
        }
        return said;
    }
}
