package io.portage.contracttests.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A service that keeps every request exactly as it came, in wire order, and answers by a script.
public final class RecordingUpstream implements AutoCloseable {
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private volatile Function<Message, Reply> script;

    public RecordingUpstream(Function<Message, Reply> script) {
        this.script = script;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void script(Function<Message, Reply> next) {
        script = next;
    }

    /// Every request since the last `clear`, in the order in which they were complete.
    public List<Message> received() {
        return List.copyOf(received);
    }

    public void clear() {
        received.clear();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // the server socket is closed: no more connections
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var reader = new MessageReader(socket.getInputStream());
            for (var request = reader.request(); request != null; request = reader.request()) {
                received.add(request);
                if (!reply(socket, script.apply(request))) {
                    return;
                }
            }
        } catch (IOException | InterruptedException _) {
            // the peer hung up, which tests do on purpose
        } finally {
            open.remove(socket);
        }
    }

    /// Whether the connection can be used again.
    private static boolean reply(Socket socket, Reply reply) throws IOException, InterruptedException {
        return switch (reply) {
            case Reply.Answer answer -> {
                write(socket.getOutputStream(), answer);
                yield true;
            }
            case Reply.Broken(var bytes) -> {
                socket.getOutputStream().write(bytes);
                yield false;
            }
            case Reply.Reset() -> {
                socket.setSoLinger(true, 0);
                yield false;
            }
            case Reply.Preceded(var interim, var then) -> {
                socket.getOutputStream().write(interim);
                yield reply(socket, then);
            }
            case Reply.Held(var gate, var then) -> {
                gate.await();
                yield reply(socket, then);
            }
        };
    }

    private static void write(OutputStream out, Reply.Answer answer) throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + answer.status() + " Scripted\r\n");
        answer.headers()
                .forEach(line -> head.append(line.name())
                        .append(": ")
                        .append(line.value())
                        .append("\r\n"));
        if (answer.status() != 204) {
            head.append("Content-Length: ").append(answer.body().length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(answer.body());
        // in one piece, so that no acknowledgement is waited for between head and body
        bytes.writeTo(out);
    }

    /// Stops listening and drops every connection.
    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
