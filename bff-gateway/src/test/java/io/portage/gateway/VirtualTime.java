package io.portage.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.test.scheduler.VirtualTimeScheduler;

/// Schedulers whose time passes when a test says so.
public final class VirtualTime implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.getOrSet();

    public long millis() {
        return scheduler.now(TimeUnit.MILLISECONDS);
    }

    /// Lets time pass, until all is done that was due by then: whatever else uses schedulers in this process may be the
    /// one who does it.
    public void pass(Duration duration) {
        long end = millis() + duration.toMillis();
        scheduler.advanceTimeBy(duration);
        // no operator may wait here: its time stands still
        for (long began = System.nanoTime(); millis() < end; Thread.onSpinWait()) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
        }
    }

    @Override
    public void close() {
        VirtualTimeScheduler.reset();
    }
}
