package io.portage.contracttests.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An HTTP/1.1 message as it was read from a socket: nothing merged, sorted or renamed.
///
/// @param body the body without its framing
public record Message(String startLine, List<HeaderLine> headers, byte[] body) {
    /// The values of every line of that name, in wire order.
    public List<String> values(String name) {
        return headers.stream()
                .filter(line -> line.named(name))
                .map(HeaderLine::value)
                .toList();
    }

    public @Nullable String header(String name) {
        var values = values(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    /// The status of a response.
    public int status() {
        return Integer.parseInt(word(1));
    }

    /// The method of a request.
    public String method() {
        return word(0);
    }

    /// The target of a request: path and query as they stood there.
    public String target() {
        return word(1);
    }

    public String path() {
        var target = target();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private String word(int index) {
        return startLine.split(" ", 3)[index];
    }

    @Override
    public String toString() {
        return startLine + " " + headers + " " + text();
    }
}
