package io.portage.gateway.idempotency;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/// Who in this process waits for the end of a running claim, by key.
///
/// @param <K> what stands for a key
public final class Waiters<K> {
    private final ConcurrentMap<K, Set<FluxSink<K>>> waiting = new ConcurrentHashMap<>();

    /// The ends of a key's claims, from now on, for as long as somebody listens. Ends that come faster than they are
    /// read count as one.
    public Flux<K> ends(K key) {
        return Flux.create(
                sink -> {
                    join(key, sink);
                    sink.onDispose(() -> leave(key, sink));
                },
                FluxSink.OverflowStrategy.LATEST);
    }

    /// Tells those who wait. Threads that tell are not held up: whoever asks again does so on a call of its own.
    public void ended(K key) {
        waiting.getOrDefault(key, Set.of()).forEach(sink -> sink.next(key));
    }

    /// How many keys are waited for.
    int size() {
        return waiting.size();
    }

    private void join(K key, FluxSink<K> sink) {
        waiting.compute(key, (_, sinks) -> {
            Set<FluxSink<K>> all = sinks == null ? ConcurrentHashMap.newKeySet() : sinks;
            all.add(sink);
            return all;
        });
    }

    private void leave(K key, FluxSink<K> sink) {
        waiting.computeIfPresent(key, (_, sinks) -> {
            sinks.remove(sink);
            return sinks.isEmpty() ? null : sinks;
        });
    }
}
