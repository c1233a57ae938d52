package io.portage.gateway.idempotency.embedded;

import io.portage.gateway.idempotency.Scope;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Records by key, and beside them the keys by how long their record lasts: all of one shelf last equally long, so the
/// oldest stands first and nothing has to be searched.
final class Shelves {
    private final Map<Scope, KeyRecord> records = new HashMap<>();
    private final SequencedSet<Scope> free = new LinkedHashSet<>();
    private final SequencedSet<Scope> answered = new LinkedHashSet<>();
    private final SequencedSet<Scope> lasting = new LinkedHashSet<>();
    private long bytes;

    @Nullable
    KeyRecord get(Scope scope) {
        return records.get(scope);
    }

    int size() {
        return records.size();
    }

    /// What the kept answers weigh.
    long bytes() {
        return bytes;
    }

    /// Puts a record last on its shelf.
    void put(Scope scope, KeyRecord record) {
        remove(scope);
        records.put(scope, record);
        shelf(record).add(scope);
        bytes += record.size();
    }

    void remove(Scope scope) {
        var before = records.remove(scope);
        if (before != null) {
            shelf(before).remove(scope);
            bytes -= before.size();
        }
    }

    /// The oldest few of each shelf.
    List<Scope> oldest(int ofEach) {
        return Stream.of(free, answered, lasting)
                .flatMap(shelf -> shelf.stream().limit(ofEach))
                .toList();
    }

    /// The oldest key of which nothing but its verdict is known; null where there is none.
    @Nullable
    Scope oldestFree() {
        return free.isEmpty() ? null : free.getFirst();
    }

    /// The oldest key with an answer; null where there is none.
    @Nullable
    Scope oldestAnswered() {
        return answered.isEmpty() ? null : answered.getFirst();
    }

    private SequencedSet<Scope> shelf(KeyRecord record) {
        return switch (record) {
            case KeyRecord.Free _ -> free;
            case KeyRecord.Completed _ -> answered;
            case KeyRecord.InFlight _, KeyRecord.Tombstone _, KeyRecord.Unknown _ -> lasting;
        };
    }
}
