package io.portage.stubs.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A port that answers HTTP/1.1 and can be shut and opened again.
public final class HttpFront implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final Duration REOPEN_WITHIN = Duration.ofSeconds(10);
    private static final Duration TRY_EVERY = Duration.ofMillis(20);

    private final int port;
    private final HttpHandler handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket server;

    private HttpFront(int port, HttpHandler handler) {
        this.port = port;
        this.handler = handler;
    }

    /// Opens a port; when this returns, it accepts connections.
    ///
    /// @throws UncheckedIOException where the port is taken
    public static HttpFront open(int port, HttpHandler handler) {
        var front = new HttpFront(port, handler);
        front.listen(Duration.ZERO);
        return front;
    }

    public int port() {
        return port;
    }

    /// Opens the port again after [#refuse()]; nothing where it is open. A port that was shut may be held for a moment:
    /// its old socket is still being closed, or something else was given the number meanwhile.
    ///
    /// @throws UncheckedIOException where the port stays taken
    public void listen() {
        listen(REOPEN_WITHIN);
    }

    synchronized void listen(Duration patience) {
        long began = System.nanoTime();
        while (server == null) {
            try {
                var socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
                server = socket;
                Thread.ofVirtual().name("accept-" + port).start(() -> accept(socket));
            } catch (IOException e) {
                boolean late = System.nanoTime() - began >= patience.toNanos();
                if (late || !waited()) {
                    throw new UncheckedIOException(
                            "port: " + port + " (expected: a free one; " + e.getMessage() + ")", e);
                }
            }
        }
    }

    /// False where this thread is not to wait any longer.
    private static boolean waited() {
        try {
            Thread.sleep(TRY_EVERY);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Closes the port and every connection to it.
    public synchronized void refuse() {
        var socket = server;
        server = null;
        if (socket != null) {
            quietly(socket);
        }
        connections.forEach(HttpFront::quietly);
    }

    @Override
    public void close() {
        refuse();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().name("serve-" + port).start(() -> serve(socket, client));
            } catch (IOException _) {
                // the port was shut, or one client went away while it was accepted
            }
        }
    }

    private void serve(ServerSocket socket, Socket client) {
        connections.add(client);
        try (client) {
            client.setTcpNoDelay(true);
            // a connection that was accepted while the port was being shut must not outlive it
            if (!socket.isClosed()) {
                new HttpConnection(client, handler).serve();
            }
        } catch (SocketException | EOFException _) {
            // the client went away, or the port was shut under it
        } catch (IOException | RuntimeException e) {
            System.err.println("port " + port + ": " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(client);
        }
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception _) {
            // it is closed as far as it can be
        }
    }
}
