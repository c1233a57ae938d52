package io.portage.gateway.sync.burst;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which entries of a burst may begin: those that wait for nobody any more. Not for several threads at once.
final class Schedule {
    private final List<Set<Integer>> waitingFor = new ArrayList<>();
    private final List<List<Integer>> followers = new ArrayList<>();

    Schedule(Dependencies dependencies, int entries) {
        for (int i = 0; i < entries; i++) {
            // what waits for itself is refused in its turn: what comes after it still waits for what comes before it
            waitingFor.add(
                    dependencies.isCircular(i)
                            ? new LinkedHashSet<>(dependencies.of(i).before())
                            : dependencies.of(i).all());
            followers.add(new ArrayList<>());
        }
        for (int i = 0; i < entries; i++) {
            for (int other : waitingFor.get(i)) {
                followers.get(other).add(i);
            }
        }
    }

    /// Those that wait for nobody from the beginning.
    List<Integer> first() {
        var first = new ArrayList<Integer>();
        for (int i = 0; i < waitingFor.size(); i++) {
            if (waitingFor.get(i).isEmpty()) {
                first.add(i);
            }
        }
        return first;
    }

    /// Those that may begin now that this one has ended.
    List<Integer> after(int ended) {
        var free = new ArrayList<Integer>();
        for (int follower : followers.get(ended)) {
            var waiting = waitingFor.get(follower);
            if (waiting.remove(ended) && waiting.isEmpty()) {
                free.add(follower);
            }
        }
        return free;
    }
}
