package io.portage.gateway.mutation;

import io.portage.gateway.Settings;
import io.portage.gateway.caller.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Counts the mutations that run without their client's connection, bounds them per caller and in all, and awaits them
/// at shutdown.
@Component
final class DetachedWork implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DetachedWork.class);

    /// Just below the web server, so that it stops after the server has stopped taking requests.
    private static final int AFTER_THE_SERVER = Integer.MAX_VALUE - 4096;

    private final Settings.Mutations settings;
    private final Map<Owner, Integer> perCaller = new HashMap<>();
    private int total;
    private CountDownLatch idle = new CountDownLatch(0);
    private volatile boolean running;

    private record Owner(String tenant, String subject) {}

    /// A mutation's place; given back once, when its outcome is recorded.
    interface Slot {
        void giveBack();
    }

    DetachedWork(Settings settings) {
        this.settings = settings.mutations();
    }

    /// A place for one mutation; empty where the caller, or all together, have too many under way.
    synchronized Optional<Slot> take(Caller caller) {
        var owner = new Owner(caller.tenant(), caller.subject());
        int own = perCaller.getOrDefault(owner, 0);
        if (own >= settings.perCaller() || total >= settings.total()) {
            return Optional.empty();
        }
        perCaller.put(owner, own + 1);
        if (total++ == 0) {
            idle = new CountDownLatch(1);
        }
        return Optional.of(() -> giveBack(owner));
    }

    private synchronized void giveBack(Owner owner) {
        perCaller.computeIfPresent(owner, (_, own) -> own == 1 ? null : own - 1);
        if (--total == 0) {
            idle.countDown();
        }
    }

    private synchronized CountDownLatch idle() {
        return idle;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            if (!idle().await(settings.drain().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("mutations were still under way after {}; their outcome is unknown", settings.drain());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
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
