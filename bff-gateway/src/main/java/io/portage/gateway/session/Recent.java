package io.portage.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened lately, by name, in this process: gone after a while, and the oldest first where it is too much.
final class Recent<V> {
    private final Duration life;
    private final int most;
    private final InstantSource clock;
    /// In the order in which they end, since all live equally long.
    private final Map<String, Entry<V>> entries = new LinkedHashMap<>();

    private record Entry<V>(V value, Instant until) {}

    Recent(Duration life, int most, InstantSource clock) {
        this.life = life;
        this.most = most;
        this.clock = clock;
    }

    /// What is known under that name; null where that is nothing, or no longer.
    synchronized @Nullable V find(String name) {
        var entry = entries.get(name);
        return entry == null || isOver(entry) ? null : entry.value();
    }

    /// Puts it in the place of what `find` gave before.
    synchronized @Nullable V put(String name, V value) {
        var before = find(name);
        entries.remove(name);
        makeRoom();
        entries.put(name, new Entry<>(value, clock.instant().plus(life)));
        return before;
    }

    private void makeRoom() {
        var oldest = entries.values().iterator();
        while (oldest.hasNext() && (isOver(oldest.next()) || entries.size() >= most)) {
            oldest.remove();
        }
    }

    private boolean isOver(Entry<V> entry) {
        return !clock.instant().isBefore(entry.until());
    }
}
