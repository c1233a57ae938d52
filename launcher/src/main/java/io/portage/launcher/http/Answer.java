package io.portage.launcher.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What came back, its body as bytes.
public record Answer(int status, List<Header> headers, byte[] body) {
    public Answer {
        headers = List.copyOf(headers);
    }

    /// The first line of that name.
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst();
    }

    /// The body as text.
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
