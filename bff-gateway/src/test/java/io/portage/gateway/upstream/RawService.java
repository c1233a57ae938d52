package io.portage.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A service on a plain socket that does exactly as it is told, and records what arrived, byte for byte.
public final class RawService implements AutoCloseable {
    private final ServerSocket server;
    private final BlockingQueue<Request> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<Reaction> reactions = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new ArrayList<>();

    /// What arrived.
    ///
    /// @param line the request line
    /// @param headers header lines as they came
    /// @param body the body as ISO 8859-1
    public record Request(String line, List<String> headers, String body) {
        /// The values of a header.
        public List<String> values(String name) {
            return headers.stream()
                    .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(header -> header.substring(name.length() + 1).strip())
                    .toList();
        }
    }

    /// What the service does once a request has come in whole.
    @FunctionalInterface
    public interface Reaction {
        void to(Socket connection) throws IOException;
    }

    public RawService() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    /// The reaction to the next request; without one a request is left unanswered.
    public RawService then(Reaction reaction) {
        reactions.add(reaction);
        return this;
    }

    /// Answers the next request with these bytes.
    public RawService answer(String bytes) {
        return then(connection -> write(connection, bytes));
    }

    public static void write(Socket connection, String bytes) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(bytes.getBytes(ISO_8859_1));
        out.flush();
    }

    /// Ends a connection by RST instead of FIN.
    public static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }

    /// Waits for the next request.
    public Request next() {
        try {
            var request = arrived.poll(10, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request (expected: one within " + Duration.ofSeconds(10) + ")");
            }
            return request;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How many requests came that no test has looked at.
    public int waiting() {
        return arrived.size();
    }

    public int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                var connection = server.accept();
                connections.incrementAndGet();
                synchronized (open) {
                    open.add(connection);
                }
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try {
            var in = connection.getInputStream();
            while (!connection.isClosed()) {
                arrived.add(read(in));
                reactions.take().to(connection);
            }
        } catch (IOException | InterruptedException _) {
            // the connection is over
        }
    }

    private static Request read(InputStream in) throws IOException {
        var line = line(in);
        var headers = new ArrayList<String>();
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            headers.add(header);
        }
        var head = new Request(line, headers, "");
        var length = head.values("Content-Length");
        var body = head.values("Transfer-Encoding").isEmpty()
                ? in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length.getFirst()))
                : chunks(in);
        return new Request(line, List.copyOf(headers), new String(body, ISO_8859_1));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new StringBuilder();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.append(new String(in.readNBytes(size), ISO_8859_1));
            line(in);
        }
        line(in);
        return body.toString().getBytes(ISO_8859_1);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the client is gone");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            synchronized (open) {
                for (var connection : open) {
                    connection.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
