package io.portage.stubs.traffic;

import io.portage.stubs.http.HeaderLine;
import java.time.Instant;
import java.util.List;

/// One request that reached a service.
///
/// @param service the service
/// @param method the method as sent
/// @param path the request target as sent, query included
/// @param headers the header lines in the order of the wire, names and values byte for byte (ISO-8859-1)
/// @param body the body's bytes
/// @param at when it had arrived in full, by the stubs' clock
public record ReceivedRequest(
        String service, String method, String path, List<HeaderLine> headers, byte[] body, Instant at) {
    public ReceivedRequest {
        headers = List.copyOf(headers);
    }

    /// The values of every line of that name, in order.
    public List<String> values(String name) {
        return headers.stream()
                .filter(line -> line.is(name))
                .map(HeaderLine::value)
                .toList();
    }
}
