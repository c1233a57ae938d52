package io.portage.stubs.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The start line and header lines of a message.
///
/// @param startLine the first line
/// @param headers the header lines in the order of the wire
record MessageHead(String startLine, List<HeaderLine> headers) {
    private static final int LARGEST = 256 * 1024;

    /// Reads one head, and nothing behind it; null where the stream ends before it.
    static @Nullable MessageHead read(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        var lines = new ArrayList<String>();
        int left = LARGEST;
        for (var line = line(in, first, left); !line.isEmpty(); line = line(in, in.read(), left)) {
            lines.add(line);
            left -= line.length() + 2;
        }
        if (lines.isEmpty()) {
            throw new MalformedHttpException("an empty line (expected: a start line)");
        }
        var headers = new ArrayList<HeaderLine>();
        for (var line : lines.subList(1, lines.size())) {
            headers.add(header(line));
        }
        return new MessageHead(lines.getFirst(), headers);
    }

    /// Reads to the end of the line that begins with `first`.
    static String line(InputStream in, int first, int limit) throws IOException {
        var bytes = new ByteArrayOutputStream(80);
        for (int b = first; b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the stream ended within a line");
            }
            if (bytes.size() >= limit) {
                throw new MalformedHttpException("a head of more than " + LARGEST + " bytes (expected: less)");
            }
            bytes.write(b);
        }
        var line = bytes.toString(StandardCharsets.ISO_8859_1);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static HeaderLine header(String line) throws MalformedHttpException {
        int colon = line.indexOf(':');
        if (colon < 1 || line.charAt(0) == ' ' || line.charAt(0) == '\t' || line.charAt(colon - 1) == ' ') {
            throw new MalformedHttpException("header line \"" + line + "\" (expected: name: value)");
        }
        return new HeaderLine(line.substring(0, colon), withoutPadding(line.substring(colon + 1)));
    }

    /// Drops spaces and tabs only: any other byte, however odd, belongs to the value.
    private static String withoutPadding(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isPadding(value.charAt(start))) {
            start++;
        }
        while (end > start && isPadding(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    private static boolean isPadding(char c) {
        return c == ' ' || c == '\t';
    }

    /// Whether some line of that name has that word among its comma-separated members.
    boolean says(String name, String word) {
        return headers.stream()
                .filter(line -> line.is(name))
                .flatMap(line -> List.of(line.value().split(",")).stream())
                .anyMatch(member -> member.strip().equalsIgnoreCase(word));
    }
}
