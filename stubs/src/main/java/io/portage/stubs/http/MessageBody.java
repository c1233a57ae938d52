package io.portage.stubs.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads the body that a head announces.
final class MessageBody {
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int LONGEST_CHUNK_LINE = 4096;

    private MessageBody() {}

    static boolean announced(MessageHead head) {
        return head.headers().stream().anyMatch(line -> line.is("Content-Length") || line.is("Transfer-Encoding"));
    }

    static byte[] read(InputStream in, MessageHead head) throws IOException {
        for (var line : head.headers()) {
            if (line.is("Transfer-Encoding")) {
                return chunks(in, line.value());
            }
        }
        for (var line : head.headers()) {
            if (line.is("Content-Length")) {
                return exactly(in, size("Content-Length", line.value(), 10));
            }
        }
        return new byte[0];
    }

    private static byte[] chunks(InputStream in, String coding) throws IOException {
        if (!coding.equalsIgnoreCase("chunked")) {
            throw new MalformedHttpException("Transfer-Encoding: " + coding + " (expected: chunked)");
        }
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            if (body.size() + size > LARGEST) {
                throw new MalformedHttpException("a body of more than " + LARGEST + " bytes (expected: less)");
            }
            body.writeBytes(exactly(in, size));
            line(in);
        }
        while (!line(in).isEmpty()) {
            // trailers mean nothing here
        }
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        var line = line(in);
        int extension = line.indexOf(';');
        return size("chunk size", (extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        return MessageHead.line(in, in.read(), LONGEST_CHUNK_LINE);
    }

    private static int size(String what, String digits, int radix) throws MalformedHttpException {
        try {
            int size = Integer.parseUnsignedInt(digits, radix);
            if (size >= 0 && size <= LARGEST) {
                return size;
            }
        } catch (NumberFormatException _) {
            // falls through to the message
        }
        throw new MalformedHttpException(what + ": " + digits + " (expected: 0 to " + LARGEST + ")");
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        var bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("body ended after " + bytes.length + " bytes (expected: " + size + ")");
        }
        return bytes;
    }
}
