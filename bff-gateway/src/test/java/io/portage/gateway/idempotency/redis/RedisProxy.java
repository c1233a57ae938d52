package io.portage.gateway.idempotency.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A wire to Redis that carries all that is asked and, when told so, loses what is answered. A connection that has lost
/// one answer never carries another.
final class RedisProxy implements AutoCloseable {
    private enum Answers {
        CARRIED,
        LOST,
        /// The connection is reset in place of an answer.
        RESET
    }

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Answers answers = Answers.CARRIED;

    RedisProxy(RedisProcess redis) {
        target = redis.port();
        try {
            server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    URI url() {
        return URI.create("redis://127.0.0.1:" + server.getLocalPort());
    }

    void loseAnswers() {
        answers = Answers.LOST;
    }

    void resetInsteadOfAnswers() {
        answers = Answers.RESET;
    }

    void carryAnswers() {
        answers = Answers.CARRIED;
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var redis = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(redis);
                Thread.startVirtualThread(() -> carry(client, redis, true));
                Thread.startVirtualThread(() -> carry(redis, client, false));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void carry(Socket from, Socket to, boolean questions) {
        var buffer = new byte[65_536];
        boolean lost = false;
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                lost |= !questions && answers == Answers.LOST;
                if (questions || (answers == Answers.CARRIED && !lost)) {
                    to.getOutputStream().write(buffer, 0, read);
                } else if (answers == Answers.RESET) {
                    to.setSoLinger(true, 0);
                    return;
                }
            }
        } catch (IOException _) {
            // either side has ended; so has the other now
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

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
