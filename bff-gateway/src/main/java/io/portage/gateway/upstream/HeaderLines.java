package io.portage.gateway.upstream;

import io.portage.gateway.headers.ConnectionMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// Which header lines go on to the other side, and which end at this hop.
final class HeaderLines {
    /// RFC 9110, section 7.6.1, and what proxies made up beside it.
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "http2-settings");

    private HeaderLines() {}

    /// The value of the first line with that name; null where there is none.
    static @Nullable String first(List<Map.Entry<String, String>> lines, String name) {
        for (var line : lines) {
            if (line.getKey().equalsIgnoreCase(name)) {
                return line.getValue();
            }
        }
        return null;
    }

    /// The values of all lines with that name, as one list (RFC 9110, section 5.3); null where there is none.
    static @Nullable String joined(List<Map.Entry<String, String>> lines, String name) {
        var values = lines.stream()
                .filter(line -> line.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
        return values.isEmpty() ? null : String.join(", ", values);
    }

    /// The lines that do not end at this hop and that `keep` keeps, names and values as they came.
    ///
    /// @param keep asked with the name in lower case
    /// @return a list that is the asker's own to change
    static List<Map.Entry<String, String>> endToEnd(
            Iterable<Map.Entry<String, String>> lines, List<String> connection, Predicate<String> keep) {
        var nominated = ConnectionMembers.of(connection);
        var kept = new ArrayList<Map.Entry<String, String>>();
        for (var line : lines) {
            var name = line.getKey().toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(name) && !nominated.contains(name) && keep.test(name)) {
                kept.add(Map.entry(line.getKey(), line.getValue()));
            }
        }
        return kept;
    }

    static List<Map.Entry<String, String>> of(HttpHeaders headers) {
        var lines = new ArrayList<Map.Entry<String, String>>();
        headers.forEach((name, values) -> values.forEach(value -> lines.add(Map.entry(name, value))));
        return lines;
    }
}
