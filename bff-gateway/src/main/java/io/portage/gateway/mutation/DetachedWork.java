package io.portage.gateway.mutation;

import io.portage.gateway.Settings;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.idempotency.Claim;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Counts the mutations that run without their client's connection, bounds them per caller and in all, and awaits them
/// at shutdown; what is still under way then is marked unknown, so that nobody waits for its lease.
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
    private final Map<Owner, Integer> perCaller = new HashMap<>();
    private CountDownLatch idle = new CountDownLatch(0);
    private volatile boolean running;

    private record Owner(String tenant, String subject) {}

    /// A mutation's place; given back once, when its outcome is recorded.
    final class Slot {
        private final Owner owner;
        private volatile Claim.@Nullable Acquired claim;

        private Slot(Owner owner) {
            this.owner = owner;
        }

        /// From now on the place is that of a claimed key.
        void holds(Claim.Acquired acquired) {
            claim = acquired;
        }

        private void giveBack() {
            DetachedWork.this.giveBack(this);
        }
    }

    DetachedWork(Settings settings, Drain drain, IdempotencyStore store) {
        this.settings = settings.mutations();
        this.drain = drain;
        this.store = store;
    }

    /// Runs `work` in a place of its own; `full` where the caller, or all together, have too many under way.
    <T> Mono<T> withSlot(Caller caller, Mono<? extends T> full, Function<Slot, Mono<T>> work) {
        return Mono.defer(() -> {
            var slot = take(new Owner(caller.tenant(), caller.subject()));
            return slot == null ? full : Mono.using(() -> slot, work, Slot::giveBack, true);
        });
    }

    private synchronized @Nullable Slot take(Owner owner) {
        int own = perCaller.getOrDefault(owner, 0);
        if (own >= settings.perCaller() || slots.size() >= settings.total()) {
            return null;
        }
        perCaller.put(owner, own + 1);
        if (slots.isEmpty()) {
            idle = new CountDownLatch(1);
        }
        var slot = new Slot(owner);
        slots.add(slot);
        return slot;
    }

    private synchronized void giveBack(Slot slot) {
        if (!slots.remove(slot)) {
            return;
        }
        perCaller.computeIfPresent(slot.owner, (_, own) -> own == 1 ? null : own - 1);
        if (slots.isEmpty()) {
            idle.countDown();
        }
    }

    private synchronized CountDownLatch idle() {
        return idle;
    }

    private synchronized List<Claim.Acquired> claims() {
        return slots.stream().map(slot -> slot.claim).filter(Objects::nonNull).toList();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            if (!idle().await(drain.duration().toMillis(), TimeUnit.MILLISECONDS)) {
                abandonTheRest();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void abandonTheRest() {
        var claims = claims();
        var written = Flux.fromIterable(claims)
                .flatMap(claim -> store.abandon(claim).onErrorReturn(false))
                .filter(Boolean::booleanValue)
                .count()
                .block(store.patience().plus(TO_WRITE_DOWN));
        LOG.warn("{} mutations were still under way after {}; {} are marked unknown", claims.size(), drain, written);
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
