package io.portage.contracttests.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One connection to a server, over which exact bytes go out and messages come back.
public final class RawClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final Socket socket;
    private final MessageReader reader;

    private RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        reader = new MessageReader(socket.getInputStream());
    }

    public static RawClient connect(int port) {
        try {
            return new RawClient(port);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port, e);
        }
    }

    /// One request over a connection of its own.
    public static Message send(int port, Request request) {
        try (var client = connect(port)) {
            client.write(request.bytes());
            return client.read(request.method());
        }
    }

    /// Bytes that need not be a request, over a connection of their own.
    public static Message send(int port, String bytes) {
        try (var client = connect(port)) {
            client.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return client.read("");
        }
    }

    public void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException _) {
            // a server may answer and close before it has read everything: the answer is what counts
        }
    }

    /// The next response, to a request with that method.
    public Message read(String method) {
        try {
            return reader.response(method);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Breaks off without a farewell, as where a phone loses its network.
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    /// Hangs up, whatever is still to come.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
