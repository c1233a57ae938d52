package io.portage.kong.model;

import io.portage.kong.read.Node;
import io.portage.kong.read.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What requests it takes, and how they go on.
///
/// @param id as declared; null where Kong derives it
/// @param label its name, else its id, else a text that tells it from the others
/// @param service null where it has none
/// @param paths prefixes, or regular expressions that begin with `~`
/// @param headers names in lower case, and the values of which one must be there
/// @param expression the rule of the flavour `expressions`; null for none
/// @param fields as declared
public record Route(
        Position at,
        @Nullable String id,
        @Nullable String name,
        String label,
        @Nullable Service service,
        List<String> protocols,
        List<String> methods,
        List<String> hosts,
        List<String> paths,
        Map<String, List<String>> headers,
        List<String> snis,
        boolean hasSourcesOrDestinations,
        @Nullable String expression,
        long priority,
        int regexPriority,
        boolean stripPath,
        boolean preserveHost,
        int httpsRedirectStatusCode,
        boolean requestBuffering,
        boolean responseBuffering,
        List<String> tags,
        Node.Mapping fields) {
    /// Where that field stands; the route where nothing is said.
    public Position at(String field) {
        return fields.member(field).map(member -> member.value().at()).orElse(at);
    }

    /// Whether HTTP requests can match it at all.
    public boolean isHttp() {
        return protocols.stream().anyMatch(protocol -> protocol.startsWith("http") || protocol.startsWith("grpc"));
    }
}
