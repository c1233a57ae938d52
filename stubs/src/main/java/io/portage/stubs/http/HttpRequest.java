package io.portage.stubs.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request as it came in.
///
/// @param method the method as sent
/// @param target the request target as sent, query included
/// @param headers every header line in the order of the wire
/// @param body the body, chunks joined
public record HttpRequest(String method, String target, List<HeaderLine> headers, byte[] body) {
    public HttpRequest {
        headers = List.copyOf(headers);
    }

    /// The target without its query.
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /// The parameters of the query, percent-decoded.
    ///
    /// @throws IllegalArgumentException where the query cannot be decoded
    public Map<String, String> query() {
        int query = target.indexOf('?');
        return query < 0 ? Map.of() : FormFields.parse(target.substring(query + 1));
    }

    /// The value of the first header line of that name.
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(line -> line.is(name))
                .map(HeaderLine::value)
                .findFirst();
    }

    /// The same request with another method.
    public HttpRequest withMethod(String other) {
        return new HttpRequest(other, target, headers, body);
    }
}
