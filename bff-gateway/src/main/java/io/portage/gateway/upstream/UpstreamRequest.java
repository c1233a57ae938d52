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
/// @param notAfter until when it may leave; null where that does not matter
public record UpstreamRequest(
        String service,
        String method,
        String target,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        Duration timeout,
        @Nullable NotAfter notAfter) {
    public UpstreamRequest {
        headers = List.copyOf(headers);
    }

    /// One that may leave at any time.
    public UpstreamRequest(
            String service,
            String method,
            String target,
            List<Map.Entry<String, String>> headers,
            byte[] body,
            Duration timeout) {
        this(service, method, target, headers, body, timeout, null);
    }

    public UpstreamRequest notAfter(NotAfter other) {
        return new UpstreamRequest(service, method, target, headers, body, timeout, other);
    }

    /// The first line with that name; null where there is none.
    public @Nullable String header(String name) {
        return HeaderLines.first(headers, name);
    }

    /// All lines with that name as one list; null where there is none.
    public @Nullable String list(String name) {
        return HeaderLines.joined(headers, name);
    }

    /// The same request by another method.
    public UpstreamRequest by(String other) {
        return new UpstreamRequest(service, other, target, headers, body, timeout, notAfter);
    }
}
