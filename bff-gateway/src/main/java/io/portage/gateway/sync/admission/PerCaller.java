package io.portage.gateway.sync.admission;

import io.portage.gateway.caller.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/// Lets each caller do so many things at once, and no more: a place that waits for a slow client is taken from others.
public final class PerCaller {
    private final int most;
    private final Map<Caller.Identity, Integer> underWay = new HashMap<>();

    public PerCaller(int most) {
        this.most = most;
    }

    /// Runs `work`, or `full` where the caller has too much under way.
    public <T> Mono<T> inside(Caller caller, Mono<T> full, Supplier<Mono<T>> work) {
        return Mono.defer(
                () -> enter(caller.identity()) ? Mono.defer(work).doFinally(_ -> leave(caller.identity())) : full);
    }

    /// Whether whatever else the caller begins now is sent away.
    public synchronized boolean isFull(Caller caller) {
        return underWay.getOrDefault(caller.identity(), 0) >= most;
    }

    private synchronized boolean enter(Caller.Identity caller) {
        int own = underWay.getOrDefault(caller, 0);
        if (own >= most) {
            return false;
        }
        underWay.put(caller, own + 1);
        return true;
    }

    private synchronized void leave(Caller.Identity caller) {
        underWay.computeIfPresent(caller, (_, own) -> own == 1 ? null : own - 1);
    }
}
