package io.portage.launcher.chaos;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.TreeSet;

/// Free ports that stay free while their process is dead: below those that outgoing connections are given.
final class StablePorts {
    private static final int LEAST = 18_000;
    private static final int MOST = 32_000;

    private StablePorts() {}

    static Deque<Integer> free(int count) {
        var random = new Random();
        var ports = new TreeSet<Integer>();
        while (ports.size() < count) {
            int port = random.nextInt(LEAST, MOST);
            if (isFree(port)) {
                ports.add(port);
            }
        }
        return new ArrayDeque<>(ports);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
