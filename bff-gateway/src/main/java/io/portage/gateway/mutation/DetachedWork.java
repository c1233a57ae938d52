package io.portage.gateway.mutation;

import io.portage.gateway.Settings;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.idempotency.IdempotencyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Counts the mutations that run without their client's connection, bounds them per caller and in all, and awaits them
/// at shutdown; of what is still under way then, what is known is written down: nobody should wait for its lease.
@Component
final class DetachedWork implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DetachedWork.class);

    /// Just below the web server, so that it stops after the server has stopped taking requests.
    private static final int AFTER_THE_SERVER = Integer.MAX_VALUE - 4096;

    private static final Duration TO_WRITE_DOWN = Duration.ofSeconds(1);

    private final Settings.Mutations settings;
    private final Drain drain;
    private final IdempotencyStore store;
    private final Set<Slot> slots = new HashSet<>();
    private final Map<Caller.Identity, Integer> perCaller = new HashMap<>();
    private int counted;
    private CountDownLatch idle = new CountDownLatch(0);
    private volatile Sinks.Empty<Void> stopping = Sinks.empty();
    private volatile boolean running;

    DetachedWork(Settings settings, Drain drain, IdempotencyStore store) {
        this.settings = settings.mutations();
        this.drain = drain;
        this.store = store;
    }

    /// Runs `work`, which is awaited at shutdown, in a place of its own.
    <T> Mono<T> awaited(Caller caller, Function<Slot, Mono<T>> work) {
        return Mono.using(() -> enter(caller.identity()), work, Slot::leave, true);
    }

    /// As above; `full` where the caller, or all together, have too many under way.
    <T> Mono<T> counted(Caller caller, Mono<T> full, Function<Slot, Mono<T>> work) {
        return awaited(caller, slot -> slot.admit() ? work.apply(slot) : full);
    }

    /// Ends when what is under way is no longer waited for longer than it takes: nothing that can wait should begin.
    Mono<Void> stopping() {
        return stopping.asMono();
    }

    private synchronized Slot enter(Caller.Identity owner) {
        if (slots.isEmpty()) {
            idle = new CountDownLatch(1);
        }
        var slot = new Slot(this, owner);
        slots.add(slot);
        return slot;
    }

    synchronized boolean admit(Slot slot) {
        if (slot.isCounted()) {
            return true;
        }
        int own = perCaller.getOrDefault(slot.owner(), 0);
        if (own >= settings.perCaller() || counted >= settings.total()) {
            return false;
        }
        perCaller.put(slot.owner(), own + 1);
        counted++;
        slot.count();
        return true;
    }

    synchronized Slot keep(Slot slot) {
        slot.add(1);
        return slot;
    }

    /// True where nobody needs the place any more.
    synchronized boolean leave(Slot slot) {
        if (slot.add(-1) > 0) {
            return false;
        }
        slots.remove(slot);
        if (slot.isCounted()) {
            perCaller.computeIfPresent(slot.owner(), (_, own) -> own == 1 ? null : own - 1);
            counted--;
        }
        if (slots.isEmpty()) {
            idle.countDown();
        }
        return true;
    }

    private synchronized CountDownLatch idle() {
        return idle;
    }

    synchronized List<Mono<Boolean>> lastWords() {
        return slots.stream().map(Slot::lastWord).filter(Objects::nonNull).toList();
    }

    @Override
    public void start() {
        stopping = Sinks.empty();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        stopping.tryEmitEmpty();
        try {
            if (!idle().await(drain.duration().toMillis(), TimeUnit.MILLISECONDS)) {
                writeDownTheRest();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeDownTheRest() {
        var words = lastWords();
        var written = Flux.fromIterable(words)
                .flatMap(word -> word.onErrorReturn(false), Math.max(1, words.size()))
                .filter(Boolean::booleanValue)
                // whatever is written by then: a store that is away must not hold the end up, nor this line
                .take(store.patience().plus(TO_WRITE_DOWN))
                .count()
                .block();
        LOG.warn(
                "{} mutations were still under way after {}; what is known of {} is written down",
                words.size(),
                drain.duration(),
                written);
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
