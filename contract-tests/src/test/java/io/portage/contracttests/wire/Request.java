package io.portage.contracttests.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A request, written to the wire exactly as it is given.
///
/// @param headers without `Host` and the body's framing, which are added where they are absent
public record Request(String method, String target, List<HeaderLine> headers, byte[] body) {
    public static final byte[] NO_BODY = {};

    public Request {
        headers = List.copyOf(headers);
    }

    public static Request of(String method, String target) {
        return new Request(method, target, List.of(), NO_BODY);
    }

    public static Request json(String method, String target, String body) {
        return of(method, target).with("Content-Type", "application/json").body(body);
    }

    /// The same with one more header line.
    public Request with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new HeaderLine(name, value));
        return new Request(method, target, more, body);
    }

    /// The same with these header lines too.
    public Request with(List<HeaderLine> lines) {
        var more = new ArrayList<>(headers);
        more.addAll(lines);
        return new Request(method, target, more, body);
    }

    public Request without(String name) {
        return new Request(
                method,
                target,
                headers.stream().filter(line -> !line.named(name)).toList(),
                body);
    }

    public Request body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public Request body(byte[] bytes) {
        return new Request(method, target, headers, bytes);
    }

    public Request target(String other) {
        return new Request(method, other, headers, body);
    }

    public Request method(String other) {
        return new Request(other, target, headers, body);
    }

    /// The bytes on the wire.
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(head().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private String head() {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (!has("Host")) {
            head.append("Host: localhost\r\n");
        }
        headers.forEach(line ->
                head.append(line.name()).append(": ").append(line.value()).append("\r\n"));
        if (body.length > 0 && !has("Content-Length") && !has("Transfer-Encoding")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private boolean has(String name) {
        return headers.stream().anyMatch(line -> line.named(name));
    }
}
