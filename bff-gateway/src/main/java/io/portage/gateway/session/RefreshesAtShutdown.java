package io.portage.gateway.session;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Awaits at shutdown the refreshes that nobody waits for any more: who leaves while the provider answers, loses
/// sessions.
final class RefreshesAtShutdown implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshesAtShutdown.class);

    /// Below the web server, so that nothing begins any more, and above all that a refresh needs.
    private static final int AFTER_THE_SERVER = Integer.MAX_VALUE - 4096;

    private final TokenRefresh refresh;
    private final Duration limit;
    private volatile boolean running;

    RefreshesAtShutdown(TokenRefresh refresh, Duration limit) {
        this.refresh = refresh;
        this.limit = limit;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            refresh.ended().block(limit);
        } catch (IllegalStateException e) {
            LOG.warn("refreshes were still under way after {}: {}", limit, e.getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return AFTER_THE_SERVER;
    }
}
