package io.portage.contracttests.world;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A program that runs beside the tests: the port it gets, and how it ends.
public final class ChildProcess {
    private ChildProcess() {}

    /// A port that nobody uses now.
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Ends one with SIGTERM, or with SIGKILL when its patience is over.
    ///
    /// @return whether SIGTERM sufficed
    public static boolean end(Process process, Duration patience) {
        // by its handle: `Process.destroy` would also cut off the log
        process.toHandle().destroy();
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }
}
