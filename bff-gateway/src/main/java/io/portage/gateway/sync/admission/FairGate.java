package io.portage.gateway.sync.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Lets so many in at once. Those who wait are let in by turns, one group after the other, and within a group as they
/// came: nobody waits for the length of another group's queue, nor is kept out by it.
public final class FairGate {
    private final int places;
    private final int queue;
    private final Duration patience;
    private final Map<String, Deque<Place>> waiting = new LinkedHashMap<>();
    private final AtomicInteger letIn = new AtomicInteger();
    private int taken;
    private int queued;

    /// @param places how many may be in at once
    /// @param queue how many may wait
    /// @param patience for how long
    public FairGate(int places, int queue, Duration patience) {
        this.places = places;
        this.queue = queue;
        this.patience = patience;
    }

    /// Too many wait already, or it took too long.
    public static final class FullException extends RuntimeException {
        FullException() {
            super(null, null, false, false);
        }
    }

    /// One that wants to be in, is in, or has been.
    private static final class Place {
        private final String group;
        private final Sinks.Empty<Void> entered = Sinks.empty();
        private boolean isIn;

        Place(String group) {
            this.group = group;
        }
    }

    /// Runs `work` in a place of its own, once there is one. [FullException] where there is none in time.
    ///
    /// @param group whose turn it takes
    public <T> Mono<T> inside(String group, Supplier<Mono<T>> work) {
        return Mono.defer(() -> {
            var place = enter(group);
            return entered(place).then(Mono.defer(work)).doFinally(_ -> leave(place));
        });
    }

    /// The same for work that loses its place, and is cancelled, where it stays too long.
    ///
    /// @param stay for how long; then a `TimeoutException`
    public <T> Mono<T> inside(String group, Duration stay, Supplier<Mono<T>> work) {
        return inside(group, () -> work.get().timeout(stay));
    }

    /// Whether whoever comes now is sent away: nothing need be read of what they bring.
    public synchronized boolean isFull(String group) {
        return taken >= places && queued >= queue && longer(group).isEmpty();
    }

    /// How many wait.
    public synchronized int queued() {
        return queued;
    }

    private Mono<Void> entered(Place place) {
        var entered = place.entered.asMono();
        return isIn(place)
                ? entered
                : entered.timeout(patience).onErrorMap(TimeoutException.class, _ -> new FullException());
    }

    private synchronized boolean isIn(Place place) {
        return place.isIn;
    }

    private Place enter(String group) {
        var place = new Place(group);
        var displaced = queued(place);
        if (displaced != null) {
            displaced.entered.tryEmitError(new FullException());
        }
        return place;
    }

    /// Lets it in or has it wait.
    ///
    /// @return who has to give way: a group that fills the queue must not keep others from their turns
    private synchronized @Nullable Place queued(Place place) {
        if (taken < places) {
            taken++;
            place.isIn = true;
            place.entered.tryEmitEmpty();
            return null;
        }
        var displaced = queued < queue ? null : displaced(place.group);
        waiting.computeIfAbsent(place.group, _ -> new ArrayDeque<>()).add(place);
        queued++;
        return displaced;
    }

    /// Takes the newest of the longest group out of the queue, where this group would still be shorter.
    private Place displaced(String group) {
        var longest = longer(group).orElseThrow(FullException::new);
        queued--;
        return longest.removeLast();
    }

    /// The longest of the groups that would be longer than this one with one more.
    private Optional<Deque<Place>> longer(String group) {
        var own = waiting.get(group);
        int length = own == null ? 1 : own.size() + 1;
        return waiting.values().stream()
                .filter(others -> others.size() > length)
                .max(Comparator.comparingInt(Deque::size));
    }

    private void leave(Place place) {
        if (!giveUp(place)) {
            return;
        }
        // one at a time: whoever is let in may be out again at once, and a long queue would be a deep stack
        if (letIn.getAndIncrement() == 0) {
            do {
                var next = next();
                if (next != null) {
                    next.entered.tryEmitEmpty();
                }
            } while (letIn.decrementAndGet() != 0);
        }
    }

    /// True where a place has become free.
    private synchronized boolean giveUp(Place place) {
        if (place.isIn) {
            return true;
        }
        var group = waiting.get(place.group);
        if (group != null && group.remove(place)) {
            queued--;
            if (group.isEmpty()) {
                waiting.remove(place.group);
            }
        }
        return false;
    }

    /// Who takes over a place that has become free; null where nobody waits.
    private synchronized @Nullable Place next() {
        var turns = waiting.entrySet().iterator();
        if (!turns.hasNext()) {
            taken--;
            return null;
        }
        var turn = turns.next();
        turns.remove();
        var place = turn.getValue().remove();
        queued--;
        place.isIn = true;
        if (!turn.getValue().isEmpty()) {
            waiting.put(turn.getKey(), turn.getValue());
        }
        return place;
    }
}
