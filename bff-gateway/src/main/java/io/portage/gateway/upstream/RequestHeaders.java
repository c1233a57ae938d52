package io.portage.gateway.upstream;

import io.portage.gateway.caller.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Which header lines of a request reach its service: all of them, byte for byte, but those that end at this hop and
/// those by which a client could pass for somebody else.
public final class RequestHeaders {
    /// Set from the verified token, whatever a client made up.
    public static final String TENANT = "X-Tenant-Id";
    private static final Set<String> OURS = Set.of("host", "content-length");

    private RequestHeaders() {}

    /// The lines of a read.
    public static List<Map.Entry<String, String>> ofRead(ServerHttpRequest request, Caller caller) {
        return lines(request.getHeaders(), caller, false);
    }

    /// The lines of a mutation. Its answer may be replayed to a client that accepts other encodings, so none is asked.
    public static List<Map.Entry<String, String>> ofMutation(ServerHttpRequest request, Caller caller, int bodyLength) {
        var lines = lines(request.getHeaders(), caller, true);
        lines.add(Map.entry("Accept-Encoding", "identity"));
        if (bodyLength > 0 || request.getHeaders().containsHeader(HttpHeaders.CONTENT_TYPE)) {
            lines.add(Map.entry(HttpHeaders.CONTENT_LENGTH, Integer.toString(bodyLength)));
        }
        return lines;
    }

    private static List<Map.Entry<String, String>> lines(HttpHeaders headers, Caller caller, boolean identityEncoding) {
        var lines = HeaderLines.endToEnd(
                HeaderLines.of(headers),
                headers.getOrEmpty(HttpHeaders.CONNECTION),
                name -> passes(name) && !(identityEncoding && name.equals("accept-encoding")));
        lines.add(Map.entry(TENANT, caller.tenant()));
        return lines;
    }

    private static boolean passes(String name) {
        return !OURS.contains(name) && !ForgedHeaders.contains(name);
    }
}
