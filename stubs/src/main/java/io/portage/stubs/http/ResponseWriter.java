package io.portage.stubs.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/// Writes a response to a socket, whole or broken off.
final class ResponseWriter {
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(202, "Accepted"),
            Map.entry(204, "No Content"),
            Map.entry(302, "Found"),
            Map.entry(304, "Not Modified"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private ResponseWriter() {}

    static void whole(OutputStream out, HttpResponse response, boolean bodyWanted) throws IOException {
        out.write(head(response));
        if (bodyWanted && response.mayHaveBody()) {
            out.write(response.body());
        }
        out.flush();
    }

    /// Half the body, or half the head where there is no body to halve.
    static void half(OutputStream out, HttpResponse response, boolean bodyWanted) throws IOException {
        var head = head(response);
        var body = bodyWanted && response.mayHaveBody() ? response.body() : new byte[0];
        out.write(body.length == 0 ? Arrays.copyOf(head, head.length / 2) : head);
        out.write(body, 0, body.length / 2);
        out.flush();
    }

    private static byte[] head(HttpResponse response) {
        var head = new StringBuilder("HTTP/1.1 ")
                .append(response.status())
                .append(' ')
                .append(REASONS.getOrDefault(response.status(), "Status"))
                .append("\r\n");
        response.headers()
                .forEach(line -> head.append(line.name())
                        .append(": ")
                        .append(line.value())
                        .append("\r\n"));
        if (response.mayHaveBody()) {
            head.append("Content-Length: ").append(response.body().length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
