package io.portage.bench.engine;

import java.io.IOException;
import java.net.ServerSocket;

/// Finds ports.
final class Ports {
    private Ports() {}

    /// One that was free a moment ago.
    static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
