package io.portage.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// One connection on which the calling thread says something, and listens to the answer while it arrives.
public final class Dialogue implements AutoCloseable {
    private static final int LONGEST_LINE = 8 << 10;
    private final Socket socket = new Socket();
    private final InputStream in;

    /// @param patience how long a silence may last, at most
    public Dialogue(URI address, Duration patience) throws IOException {
        int millis = Math.toIntExact(patience.toMillis());
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(millis);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), millis);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// An answer whose head has arrived.
    ///
    /// @param headers by their names in lower case
    /// @param body what follows; at its end, the connection is free for the next request
    public record Response(int status, Map<String, String> headers, InputStream body) {}

    /// Sends the parts of a request; returns when the head of the answer is there.
    public Response send(byte[]... parts) throws IOException {
        var out = new BufferedOutputStream(socket.getOutputStream());
        for (var part : parts) {
            out.write(part);
        }
        out.flush();
        var first = line(in).split(" ", 3);
        if (first.length < 2) {
            throw new IOException("not a status line: " + first[0]);
        }
        var headers = headers();
        var length = headers.getOrDefault("content-length", "0");
        var body = "chunked".equals(headers.get("transfer-encoding"))
                ? new ChunkedBody(in)
                : new SizedBody(in, Long.parseLong(length));
        return new Response(Integer.parseInt(first[1]), headers, body);
    }

    private Map<String, String> headers() throws IOException {
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    /// A line without its end.
    static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == LONGEST_LINE) {
                throw new EOFException("closed within a line (expected: a whole answer)");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    /// The parts of a POST request before its body.
    public static byte[] head(String path, String token, String lines, int length) {
        return Requests.head(path, token, length).concat(lines + "\r\n").getBytes(US_ASCII);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // then it was none any more
        }
    }
}
