package io.portage.kong.router;

import io.portage.kong.router.Overlap.Kind;
import io.portage.kong.router.Priority.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Finds routes that are never reached and routes of which nobody says which is. Two entries can only meet where what
/// one begins with begins what the other begins with: only those are compared, and not more than some for each.
final class Overlaps {
    private static final int MOST = 500;

    private final EntryIndex index;
    private final boolean isAnyBeyond;
    private final IdentityHashMap<Entry, Integer> order = new IdentityHashMap<>();

    private Overlaps(List<Entry> entries, EntryIndex index) {
        this.index = index;
        this.isAnyBeyond = entries.stream().anyMatch(it -> it.paths().stream().anyMatch(PathPattern::isBeyond));
        entries.forEach(it -> order.put(it, order.size()));
    }

    /// In the order of the file, dead routes first.
    ///
    /// @param harmless pairs of which it does not matter which wins
    static Stream<Overlap> of(List<Entry> entries, EntryIndex index, Predicate<Pair> harmless) {
        var overlaps = new Overlaps(entries, index);
        return entries.stream()
                .flatMap(it -> overlaps
                        .dead(it)
                        .or(() -> overlaps.ambiguous(it, harmless))
                        .or(() -> overlaps.uncertain(it, harmless))
                        .stream());
    }

    private Optional<Overlap> dead(Entry entry) {
        return others(entry)
                .filter(it -> it.priority().to(entry.priority()) == Order.HIGHER && it.covers(entry))
                .findFirst()
                .map(it -> overlap(entry, it, Kind.DEAD, 0));
    }

    private Optional<Overlap> ambiguous(Entry entry, Predicate<Pair> harmless) {
        return equals(entry, it -> entry.common(it) != null, harmless, Kind.AMBIGUOUS);
    }

    private Optional<Overlap> uncertain(Entry entry, Predicate<Pair> harmless) {
        return isAnyBeyond ? equals(entry, entry::mayMeet, harmless, Kind.UNCERTAIN) : Optional.empty();
    }

    private Optional<Overlap> equals(Entry entry, Predicate<Entry> meets, Predicate<Pair> harmless, Kind kind) {
        var equals = others(entry)
                .filter(it -> it.priority().to(entry.priority()) == Order.EQUAL)
                .filter(it -> isFirstMeeting(it, entry) && meets.test(it))
                .filter(it -> !harmless.test(new Pair(it.route(), entry.route())))
                .toList();
        return equals.isEmpty()
                ? Optional.empty()
                : Optional.of(overlap(entry, equals.getFirst(), kind, equals.size() - 1));
    }

    /// Of two whose beginnings are equal each finds the other.
    private boolean isFirstMeeting(Entry one, Entry other) {
        return !index.hasSameBeginning(one, other) || number(one) < number(other);
    }

    private int number(Entry entry) {
        return Objects.requireNonNull(order.get(entry));
    }

    private Stream<Entry> others(Entry entry) {
        Set<Entry> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return index.near(entry)
                .filter(it -> it.route() != entry.route() && seen.add(it))
                .limit(MOST);
    }

    private static Overlap overlap(Entry entry, Entry other, Kind kind, int more) {
        var paths = new ArrayList<String>();
        entry.paths().forEach(it -> paths.add(it.toString()));
        var example = entry.common(other);
        return new Overlap(
                entry.route(), paths, entry.whole(), other.route(), kind, example == null ? "" : example, more);
    }
}
