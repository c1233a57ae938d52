package io.portage.gateway.upstream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request as it goes to an owning service.
///
/// @param service name of the service
/// @param method HTTP method
/// @param target raw path and query
/// @param headers header lines, names and values as they are sent
/// @param body the body, byte for byte
/// @param timeout how long the service may take
public record UpstreamRequest(
        String service,
        String method,
        String target,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        Duration timeout) {
    public UpstreamRequest {
        headers = List.copyOf(headers);
    }

    /// The first line with that name; null where there is none.
    public @Nullable String header(String name) {
        return HeaderLines.first(headers, name);
    }
}
