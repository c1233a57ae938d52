package io.portage.bench.phones;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/// What happened to all phones, second by second.
final class Timeline {
    /// What can happen to a phone.
    enum Event {
        /// It sent its outbox, or what was left of it.
        SENT,
        /// All of it was refused for now.
        REFUSED,
        /// Its connection broke, or the answer did not come in time.
        BROKEN_OFF,
        /// A mutation got its final result.
        SETTLED,
        /// A mutation is to be sent again later.
        PUT_OFF,
        /// Its outbox is empty.
        EMPTY
    }

    private static final int SECONDS = 3_600;
    private final long start = System.nanoTime();
    private final Map<Event, AtomicIntegerArray> counts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();

    /// What happened within one second.
    ///
    /// @param second since the first phone came back
    /// @param counts how often what happened
    public record Second(int second, Map<Event, Integer> counts) {}

    void add(Event event) {
        long second = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        counts.computeIfAbsent(event, _ -> new AtomicIntegerArray(SECONDS))
                .incrementAndGet((int) Math.min(SECONDS - 1L, second));
    }

    /// @param reason such as the code of a problem
    void add(Event event, String reason) {
        add(event);
        note(reason);
    }

    /// Counts what belongs to no event.
    void note(String reason) {
        reasons.computeIfAbsent(reason, _ -> new LongAdder()).increment();
    }

    /// How often something happened for which reason.
    Map<String, Long> reasons() {
        var sums = new TreeMap<String, Long>();
        reasons.forEach((reason, count) -> sums.put(reason, count.sum()));
        return sums;
    }

    /// From the first second to the last in which anything happened.
    List<Second> seconds() {
        var seconds = new ArrayList<Second>();
        int last = 0;
        for (int i = 0; i < SECONDS; i++) {
            var second = new TreeMap<Event, Integer>();
            for (var event : Event.values()) {
                var all = counts.get(event);
                second.put(event, all == null ? 0 : all.get(i));
            }
            seconds.add(new Second(i, second));
            last = second.values().stream().anyMatch(count -> count > 0) ? i : last;
        }
        return seconds.subList(0, last + 1);
    }
}
