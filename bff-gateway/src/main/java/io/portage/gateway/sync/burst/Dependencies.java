package io.portage.gateway.sync.burst;

import io.portage.gateway.headers.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What waits for what in a burst: a mutation for those it depends on, and for the one before it in its aggregate or
/// with its key.
final class Dependencies {
    private final List<Entry> entries;
    private final Map<Key, List<Integer>> withKey = new HashMap<>();
    private final List<Needs> needs = new ArrayList<>();
    private final BitSet circular = new BitSet();

    /// What one entry waits for.
    ///
    /// @param parents entries without whose success it makes no sense
    /// @param earlier keys of such mutations that are not in this burst
    /// @param before entries that go first, in no other way
    record Needs(Set<Integer> parents, Set<Key> earlier, Set<Integer> before) {
        Set<Integer> all() {
            var all = new LinkedHashSet<>(parents);
            all.addAll(before);
            return all;
        }
    }

    Dependencies(List<Entry> entries) {
        this.entries = entries;
        for (int i = 0; i < entries.size(); i++) {
            var key = entries.get(i).key();
            if (key != null) {
                withKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(i);
            }
        }
        findNeeds();
        findCircles();
    }

    Needs of(int index) {
        return needs.get(index);
    }

    /// Whether it waits for itself, by way of something that it depends on.
    boolean isCircular(int index) {
        return circular.get(index);
    }

    /// The entries with that key: where there are several, any of them may be the one that takes effect.
    List<Integer> withKey(Key key) {
        return withKey.getOrDefault(key, List.of());
    }

    List<Entry> entries() {
        return entries;
    }

    /// What the burst may cost its caller: each item that can be sent, and each mutation from before that is looked up.
    int cost() {
        var earlier = new HashSet<Key>();
        int items = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Entry.Readable && !isCircular(i)) {
                items++;
                earlier.addAll(of(i).earlier());
            }
        }
        return items + earlier.size();
    }

    private void findNeeds() {
        var lastOfAggregate = new HashMap<String, Integer>();
        var lastWithKey = new HashMap<Key, Integer>();
        for (int i = 0; i < entries.size(); i++) {
            needs.add(needs(entries.get(i), i, lastOfAggregate, lastWithKey));
        }
    }

    private Needs needs(Entry entry, int index, Map<String, Integer> lastOfAggregate, Map<Key, Integer> lastWithKey) {
        var needs = new Needs(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        if (!(entry instanceof Entry.Readable(var _, var key, var item))) {
            return needs;
        }
        for (var parent : item.parents()) {
            if (withKey(parent).isEmpty()) {
                needs.earlier().add(parent);
            }
            needs.parents().addAll(withKey(parent));
        }
        if (item.aggregate() != null) {
            addBefore(needs, lastOfAggregate.put(item.aggregate(), index));
        }
        addBefore(needs, lastWithKey.put(key, index));
        return needs;
    }

    private static void addBefore(Needs needs, @Nullable Integer other) {
        if (other != null) {
            needs.before().add(other);
        }
    }

    /// Most of what an entry waits for stands before it, so each circle holds something that depends on what comes
    /// later.
    /// Those are at fault; without them no circle is left.
    private void findCircles() {
        var circles = new Circles(needs.stream().map(Needs::all).toList());
        for (int i = 0; i < needs.size(); i++) {
            int circle = circles.of(i);
            int self = i;
            if (needs.get(i).parents().stream().anyMatch(parent -> parent >= self && circles.of(parent) == circle)) {
                circular.set(i);
            }
        }
    }

    /// Tarjan's strongly connected components, without recursion: a chain may be as long as a burst.
    private static final class Circles {
        private static final int UNSEEN = -1;
        private final List<List<Integer>> edges;
        private final int[] number;
        private final int[] low;
        private final int[] component;
        private final int[] next;
        private final Deque<Integer> open = new ArrayDeque<>();
        private int count;

        Circles(List<Set<Integer>> edges) {
            this.edges = edges.stream().map(List::copyOf).toList();
            this.number = filled(edges.size());
            this.low = new int[edges.size()];
            this.component = filled(edges.size());
            this.next = new int[edges.size()];
            for (int i = 0; i < number.length; i++) {
                if (number[i] == UNSEEN) {
                    visit(i);
                }
            }
        }

        private static int[] filled(int size) {
            var array = new int[size];
            java.util.Arrays.fill(array, UNSEEN);
            return array;
        }

        int of(int index) {
            return component[index];
        }

        private void visit(int root) {
            var path = new ArrayDeque<Integer>();
            enter(root, path);
            while (!path.isEmpty()) {
                int at = path.element();
                if (next[at] < edges.get(at).size()) {
                    follow(at, edges.get(at).get(next[at]++), path);
                } else {
                    path.pop();
                    leave(at);
                    if (!path.isEmpty()) {
                        low[path.element()] = Math.min(low[path.element()], low[at]);
                    }
                }
            }
        }

        private void enter(int index, Deque<Integer> path) {
            number[index] = count;
            low[index] = count++;
            open.push(index);
            path.push(index);
        }

        private void follow(int from, int to, Deque<Integer> path) {
            if (number[to] == UNSEEN) {
                enter(to, path);
            } else if (component[to] == UNSEEN) {
                low[from] = Math.min(low[from], number[to]);
            }
        }

        private void leave(int index) {
            if (low[index] != number[index]) {
                return;
            }
            int member;
            do {
                member = open.pop();
                component[member] = index;
            } while (member != index);
        }
    }
}
