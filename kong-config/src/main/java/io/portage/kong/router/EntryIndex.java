package io.portage.kong.router;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Entries by what their paths begin with, then by host.
final class EntryIndex {
    private final Map<String, Bucket> byBeginning = new HashMap<>();

    /// @param open those that take more than some names
    private record Bucket(Map<String, List<Entry>> byHost, List<Entry> open, List<Entry> all) {
        Bucket() {
            this(new HashMap<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    void add(Entry entry) {
        for (var beginning : beginnings(entry)) {
            var bucket = byBeginning.computeIfAbsent(beginning, _ -> new Bucket());
            bucket.all.add(entry);
            if (isOpen(entry)) {
                bucket.open.add(entry);
            } else {
                hosts(entry)
                        .forEach(host -> bucket.byHost
                                .computeIfAbsent(host, _ -> new ArrayList<>())
                                .add(entry));
            }
        }
    }

    private static Set<String> beginnings(Entry entry) {
        return entry.paths().isEmpty()
                ? Set.of("")
                : entry.paths().stream().map(PathPattern::literal).collect(Collectors.toSet());
    }

    private static boolean isOpen(Entry entry) {
        return entry.hosts().isEmpty()
                || entry.hosts().stream().anyMatch(host -> host.kind() != HostPattern.Kind.EXACT);
    }

    private static Set<String> hosts(Entry entry) {
        return entry.hosts().stream().map(HostPattern::text).collect(Collectors.toSet());
    }

    boolean hasSameBeginning(Entry one, Entry other) {
        var beginnings = beginnings(one);
        return beginnings(other).stream().anyMatch(beginnings::contains);
    }

    /// Those whose paths may take that one, each once.
    Stream<Entry> near(String path) {
        Set<Entry> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return shorter(path)
                .map(byBeginning::get)
                .filter(Objects::nonNull)
                .flatMap(bucket -> bucket.all.stream())
                .filter(seen::add);
    }

    /// Those that begin with as much as it or less, and can have one of its hosts.
    Stream<Entry> near(Entry entry) {
        return beginnings(entry).stream()
                .flatMap(EntryIndex::shorter)
                .map(byBeginning::get)
                .filter(Objects::nonNull)
                .flatMap(bucket -> near(entry, bucket));
    }

    private static Stream<String> shorter(String beginning) {
        return Stream.iterate(beginning.length(), length -> length >= 0, length -> length - 1)
                .map(length -> beginning.substring(0, length));
    }

    private static Stream<Entry> near(Entry entry, Bucket bucket) {
        return isOpen(entry)
                ? bucket.all.stream()
                : Stream.concat(
                        hosts(entry).stream().flatMap(host -> bucket.byHost.getOrDefault(host, List.of()).stream()),
                        bucket.open.stream());
    }
}
