package io.portage.launcher;

import io.portage.stubs.StubWorld;
import org.jspecify.annotations.Nullable;

/// Stubs and gateway, started together and ended in order: the gateway first, since it still needs the services.
public final class World implements AutoCloseable {
    private static final long GRACE_MILLIS = 500;
    private final Settings settings;
    private @Nullable GatewayProcess gateway;
    private @Nullable StubWorld stubs;
    private boolean closing;

    public World(Settings settings) {
        this.settings = settings;
    }

    /// Returns when the first request would be answered.
    ///
    /// @throws LaunchFailure where that does not come about
    public void start() throws InterruptedException {
        PortCheck.demandFree(settings);
        var process = startGateway();
        if (settings.ownStubs()) {
            startStubs();
        }
        process.awaitReady();
    }

    /// The gateway takes longest: it starts while the stubs do.
    private synchronized GatewayProcess startGateway() {
        refuseWhenClosing();
        gateway = GatewayProcess.start(settings);
        return gateway;
    }

    private synchronized void startStubs() {
        refuseWhenClosing();
        stubs = StubWorld.start(settings.stubPorts());
    }

    private void refuseWhenClosing() {
        if (closing) {
            throw new LaunchFailure("ended before it was started");
        }
    }

    /// Waits until the gateway ends by itself, which it should not.
    ///
    /// @throws LaunchFailure saying how it ended, unless somebody asked for the end
    public void awaitEnd() throws InterruptedException {
        var process = gateway();
        var words = process == null ? "nothing was started" : process.awaitEnd();
        if (!closesWithin(GRACE_MILLIS)) {
            throw new LaunchFailure(words);
        }
    }

    private synchronized @Nullable GatewayProcess gateway() {
        return gateway;
    }

    /// Ctrl-C reaches gateway and launcher alike, and the gateway may be quicker.
    private synchronized boolean closesWithin(long millis) throws InterruptedException {
        if (!closing) {
            wait(millis);
        }
        return closing;
    }

    /// Whether somebody asked for the end.
    public synchronized boolean isClosing() {
        return closing;
    }

    @Override
    public synchronized void close() {
        closing = true;
        notifyAll();
        if (gateway != null) {
            gateway.stop();
            gateway = null;
        }
        if (stubs != null) {
            stubs.close();
            stubs = null;
        }
    }
}
