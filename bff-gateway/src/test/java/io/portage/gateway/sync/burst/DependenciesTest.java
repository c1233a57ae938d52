package io.portage.gateway.sync.burst;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.headers.Key;
import io.portage.gateway.sync.burst.Entry.Label;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What waits for what, against the plainest way to find it.
final class DependenciesTest {
    private static final long SEED = 20261120;

    static Entry.Readable entry(int index, String key, @Nullable String aggregate, @Nullable String dependsOn) {
        var item = new Item(
                "POST",
                "/v1/orders",
                null,
                "2026-11-20T08:15:30Z",
                null,
                null,
                aggregate,
                dependsOn == null ? null : new Key(dependsOn),
                List.of());
        return new Entry.Readable(new Label(index, "i" + index, key), new Key(key), item);
    }

    static List<Entry> random(Random random) {
        int size = 1 + random.nextInt(8);
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < size; i++) {
            entries.add(entry(
                    i,
                    "k" + random.nextInt(size),
                    random.nextInt(3) == 0 ? null : "a" + random.nextInt(2),
                    random.nextInt(3) == 0 ? "k" + random.nextInt(size + 1) : null));
        }
        return entries;
    }

    /// All that an entry waits for, by whatever way.
    ///
    /// @param refusing whether what is circular waits for no parents any more
    private static Set<Integer> reachable(Dependencies dependencies, int from, boolean refusing) {
        var seen = new HashSet<Integer>();
        var open = new ArrayList<>(waitsFor(dependencies, from, refusing));
        while (!open.isEmpty()) {
            int next = open.removeLast();
            if (seen.add(next)) {
                open.addAll(waitsFor(dependencies, next, refusing));
            }
        }
        return seen;
    }

    private static Set<Integer> waitsFor(Dependencies dependencies, int index, boolean refusing) {
        var needs = dependencies.of(index);
        return refusing && dependencies.isCircular(index) ? needs.before() : needs.all();
    }

    @Test
    void entriesWhenDrawnAtRandomThenNoCircleIsLeftAndNobodyIsRefusedWithoutNeed() {
        var random = new Random(SEED);
        int circles = 0;
        for (int round = 0; round < 20_000; round++) {
            var entries = random(random);
            var dependencies = new Dependencies(entries);
            for (int i = 0; i < entries.size(); i++) {
                int self = i;
                var where = "seed %d, round %d, entry %d of %s".formatted(SEED, round, i, entries);
                assertThat(reachable(dependencies, i, true)).as(where).doesNotContain(self);
                if (dependencies.isCircular(i)) {
                    circles++;
                    // it waits for itself, by something that comes no earlier
                    assertThat(dependencies.of(i).parents())
                            .as(where)
                            .anyMatch(parent -> parent >= self
                                    && (parent == self
                                            || reachable(dependencies, parent, false)
                                                    .contains(self)));
                }
            }
        }
        assertThat(circles).isGreaterThan(1_000);
    }

    @Test
    void scheduleWhenDrawnAtRandomThenEveryEntryBeginsOnceAndAfterAllThatItWaitsFor() {
        var random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            var entries = random(random);
            var dependencies = new Dependencies(entries);
            var schedule = new Schedule(dependencies, entries.size());
            var open = new ArrayList<>(schedule.first());
            var ended = new ArrayList<Integer>();
            while (!open.isEmpty()) {
                int next = open.remove(random.nextInt(open.size()));
                assertThat(ended)
                        .as("seed %d, round %d: %s", SEED, round, entries)
                        .containsAll(reachable(dependencies, next, true));
                ended.add(next);
                open.addAll(schedule.after(next));
            }
            assertThat(ended)
                    .as("seed %d, round %d: %s", SEED, round, entries)
                    .hasSize(entries.size())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void entriesWhenOneChainIsAsLongAsABurstThenNoneIsCircular() {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < 50_000; i++) {
            entries.add(entry(i, "k" + i, null, "k" + (i + 1)));
        }
        var dependencies = new Dependencies(entries);
        assertThat(dependencies.isCircular(0)).isFalse();
        assertThat(dependencies.of(49_999).earlier()).containsExactly(new Key("k50000"));
    }
}
