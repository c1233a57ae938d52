package io.portage.gateway.projection;

import io.portage.gateway.caller.Caller;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Last good answers, in the memory of this one process and nowhere else: bounded in all and for each caller, the
/// oldest
/// going first, and gone when their time is over.
final class Copies {
    /// How many callers and resources share a count of what was forgotten: who shares one loses a copy at most.
    private static final int STRIPES = 1024;

    private final long most;
    private final long mostPerCaller;
    private final InstantSource clock;

    /// In the order in which they were kept.
    private final Map<CopyName, LastGoodAnswer> copies = new LinkedHashMap<>();
    private final Map<Caller.Identity, Shelf> shelves = new HashMap<>();
    private final long[] forgotten = new long[STRIPES];
    private long bytes;

    /// What one caller has, in the order in which it was kept.
    private static final class Shelf {
        private final SequencedSet<CopyName> names = new LinkedHashSet<>();
        private long bytes;
    }

    /// @param most bytes of all copies
    /// @param mostPerCaller bytes of the copies of one caller
    Copies(long most, long mostPerCaller, InstantSource clock) {
        this.most = most;
        this.mostPerCaller = mostPerCaller;
        this.clock = clock;
    }

    /// What `keep` wants to know: how often the caller, or that resource, had been forgotten when the read began.
    synchronized long begin(CopyName name) {
        return forgotten[stripe(name.caller().identity())] + forgotten[stripe(name.resource())];
    }

    /// Keeps it, unless it was to be forgotten since the read began, or a later read was faster: what this one saw may
    /// have been over by then.
    ///
    /// @param begun what `begin` said
    synchronized void keep(CopyName name, LastGoodAnswer answer, long begun) {
        var known = copies.get(name);
        if (begun != begin(name) || (known != null && known.since().isAfter(answer.since()))) {
            return;
        }
        remove(name);
        long size = size(name, answer);
        if (size > mostPerCaller || size > most || !isInTime(answer)) {
            return;
        }
        var shelf = shelves.computeIfAbsent(name.caller().identity(), _ -> new Shelf());
        copies.put(name, answer);
        shelf.names.add(name);
        shelf.bytes += size;
        bytes += size;
        makeRoom(shelf);
    }

    /// The copy of that name; null where there is none, or its time is over.
    synchronized @Nullable LastGoodAnswer find(CopyName name) {
        var answer = copies.get(name);
        return answer != null && isInTime(answer) ? answer : null;
    }

    /// Forgets all that a caller has of one resource.
    synchronized void forget(CopyName name) {
        forgotten[stripe(name.resource())]++;
        remove(name.caller().identity(), known -> known.resource().equals(name.resource()));
    }

    /// Forgets all that a caller has.
    synchronized void forget(Caller.Identity caller) {
        forgotten[stripe(caller)]++;
        remove(caller, _ -> true);
    }

    /// Forgets what is over, so that nothing stays in memory for want of somebody who asks.
    synchronized void sweep() {
        var over = copies.entrySet().stream()
                .filter(entry -> !isInTime(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        over.forEach(this::remove);
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized int size() {
        return copies.size();
    }

    private void remove(Caller.Identity caller, Predicate<CopyName> which) {
        var shelf = shelves.get(caller);
        if (shelf != null) {
            List.copyOf(shelf.names).stream().filter(which).forEach(this::remove);
        }
    }

    private void makeRoom(Shelf shelf) {
        while (shelf.bytes > mostPerCaller) {
            remove(shelf.names.getFirst());
        }
        while (bytes > most) {
            remove(copies.keySet().iterator().next());
        }
    }

    private void remove(CopyName name) {
        var answer = copies.remove(name);
        var shelf = shelves.get(name.caller().identity());
        if (answer == null || shelf == null) {
            return;
        }
        shelf.names.remove(name);
        shelf.bytes -= size(name, answer);
        bytes -= size(name, answer);
        if (shelf.names.isEmpty()) {
            shelves.remove(name.caller().identity());
        }
    }

    private boolean isInTime(LastGoodAnswer answer) {
        return answer.isInTime(clock.instant());
    }

    private static long size(CopyName name, LastGoodAnswer answer) {
        return name.size() + answer.size();
    }

    private static int stripe(Record what) {
        return Math.floorMod(what.hashCode(), STRIPES);
    }
}
