package io.portage.contracttests.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads messages from one side of a connection.
final class MessageReader {
    private final InputStream in;

    MessageReader(InputStream in) {
        this.in = in;
    }

    /// The next request; null where the peer sends no more.
    @Nullable
    Message request() throws IOException {
        var start = line();
        if (start == null) {
            return null;
        }
        var headers = headers();
        return new Message(start, headers, body(headers, false));
    }

    /// The response to a request; interim ones (1xx) are skipped.
    ///
    /// @throws EOFException where the connection ends before the response does
    Message response(String method) throws IOException {
        while (true) {
            var start = line();
            if (start == null) {
                throw new EOFException("connection closed (expected: a response)");
            }
            var head = new Message(start, headers(), new byte[0]);
            if (head.status() >= 200) {
                boolean bodiless = method.equals("HEAD") || head.status() == 204 || head.status() == 304;
                return bodiless ? head : new Message(start, head.headers(), body(head.headers(), true));
            }
        }
    }

    private List<HeaderLine> headers() throws IOException {
        var lines = new ArrayList<HeaderLine>();
        for (var line = line(); line != null && !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            lines.add(new HeaderLine(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return lines;
    }

    private byte[] body(List<HeaderLine> headers, boolean untilClose) throws IOException {
        var head = new Message("", headers, new byte[0]);
        if (head.values("Transfer-Encoding").contains("chunked")) {
            return chunks();
        }
        var length = head.header("Content-Length");
        if (length != null) {
            return exactly(Integer.parseInt(length));
        }
        return untilClose ? in.readAllBytes() : new byte[0];
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = line();
            if (size == null) {
                throw new EOFException("connection closed in a chunked body after " + body.size() + " bytes");
            }
            var chunk = exactly(Integer.parseInt(size.split(";", 2)[0].strip(), 16));
            if (chunk.length == 0) {
                headers();
                return body.toByteArray();
            }
            body.write(chunk);
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

    /// The next line without its end; null at the end of the stream.
    private @Nullable String line() throws IOException {
        var line = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        var text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
