package io.portage.launcher.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads one answer off the wire: by its length, its chunks, or up to the end.
final class AnswerReader {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private final InputStream in;

    AnswerReader(InputStream in) {
        this.in = in;
    }

    Answer read() throws IOException {
        var statusLine = line();
        var matcher = STATUS_LINE.matcher(statusLine);
        if (!matcher.matches()) {
            throw new IOException("answer: \"" + statusLine + "\" (expected: a status line of HTTP/1.1)");
        }
        int status = Integer.parseInt(matcher.group(1));
        var headers = headers();
        return new Answer(status, headers, status == 204 || status == 304 ? new byte[0] : body(headers));
    }

    private List<Header> headers() throws IOException {
        var headers = new ArrayList<Header>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("header: \"" + line + "\" (expected: name, colon, value)");
            }
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return headers;
    }

    private byte[] body(List<Header> headers) throws IOException {
        if (has(headers, "Transfer-Encoding", "chunked")) {
            return chunks();
        }
        for (var header : headers) {
            if (header.is("Content-Length")) {
                return exactly(Integer.parseInt(header.value()));
            }
        }
        return in.readAllBytes();
    }

    private static boolean has(List<Header> headers, String name, String value) {
        return headers.stream().anyMatch(h -> h.is(name) && h.value().equalsIgnoreCase(value));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = line().replaceFirst(";.*", "").strip();
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                headers();
                return body.toByteArray();
            }
            body.write(exactly(length));
            line();
        }
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("body: " + bytes.length + " bytes (expected: " + length + ")");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended (expected: an answer)");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
