package io.portage.launcher.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/// One HTTP exchange over a socket of its own. Closing it before the answer is what a phone in a tunnel does.
public final class Connection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private final Socket socket;
    private final String host;

    private Connection(Socket socket, String host) {
        this.socket = socket;
        this.host = host;
    }

    /// Sends a request and waits for its answer, at most half a minute.
    public static Answer exchange(URI base, Request request) throws IOException {
        try (var connection = open(base)) {
            connection.send(request);
            return connection.receive();
        }
    }

    public static Connection open(URI base) throws IOException {
        return open(base, ANSWER);
    }

    /// @param patience how long to wait for each part of the answer
    public static Connection open(URI base, Duration patience) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) patience.toMillis());
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), (int) CONNECT.toMillis());
        } catch (IOException e) {
            socket.close();
            throw new IOException(base + ": " + e.getMessage(), e);
        }
        return new Connection(socket, base.getHost() + ":" + base.getPort());
    }

    public void send(Request request) throws IOException {
        socket.getOutputStream().write(request.bytes(host));
        socket.getOutputStream().flush();
    }

    public Answer receive() throws IOException {
        return new AnswerReader(new BufferedInputStream(socket.getInputStream())).read();
    }

    /// Hangs up.
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
