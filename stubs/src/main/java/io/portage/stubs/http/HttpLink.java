package io.portage.stubs.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/// Kept connections to one loopback port, whose other side never ends an idle one.
public final class HttpLink implements AutoCloseable {
    private final int port;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    public HttpLink(int port) {
        this.port = port;
    }

    /// Sends a request and waits for its answer.
    public HttpResponse exchange(HttpRequest request) throws IOException {
        var kept = idle.poll();
        var connection = kept == null ? new Connection(new Socket(InetAddress.getLoopbackAddress(), port)) : kept;
        try {
            var response = connection.exchange(request);
            if (connection.stays) {
                idle.push(connection);
            } else {
                connection.socket.close();
            }
            return response;
        } catch (IOException | RuntimeException e) {
            connection.socket.close();
            throw e;
        }
    }

    @Override
    public void close() {
        for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
            try {
                kept.socket.close();
            } catch (IOException _) {
                // it is closed as far as it can be
            }
        }
    }

    /// One connection, used by one request at a time.
    private static final class Connection {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private boolean stays = true;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = new BufferedOutputStream(socket.getOutputStream());
        }

        HttpResponse exchange(HttpRequest request) throws IOException {
            out.write(head(request).getBytes(StandardCharsets.ISO_8859_1));
            out.write(request.body());
            out.flush();
            return read(MessageHead.read(in));
        }

        private String head(HttpRequest request) {
            var head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n");
            head.append("Host: localhost:").append(socket.getPort()).append("\r\n");
            request.headers()
                    .forEach(line -> head.append(line.name())
                            .append(": ")
                            .append(line.value())
                            .append("\r\n"));
            return head.append("Content-Length: ")
                    .append(request.body().length)
                    .append("\r\n\r\n")
                    .toString();
        }

        private HttpResponse read(@Nullable MessageHead head) throws IOException {
            if (head == null) {
                throw new EOFException("no answer from port " + socket.getPort());
            }
            stays = !head.says("Connection", "close");
            var response =
                    new HttpResponse(Integer.parseInt(head.startLine().split(" ", -1)[1]), endless(head), new byte[0]);
            return response.mayHaveBody()
                    ? new HttpResponse(response.status(), response.headers(), MessageBody.read(in, head))
                    : response;
        }

        private static List<HeaderLine> endless(MessageHead head) {
            return head.headers().stream()
                    .filter(line ->
                            !line.is("Content-Length") && !line.is("Transfer-Encoding") && !line.is("Connection"))
                    .toList();
        }
    }
}
