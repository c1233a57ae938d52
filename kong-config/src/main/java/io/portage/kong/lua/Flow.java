package io.portage.kong.lua;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How statements can be left: by their end, a `return`, a `break`, or a jump.
final class Flow {
    final List<State> on = new ArrayList<>();
    final List<Results> returned = new ArrayList<>();
    final List<State> broken = new ArrayList<>();
    final Map<String, List<State>> jumps = new HashMap<>();

    /// One way, and the values that it has at hand.
    record Results(State state, Datums values) {}

    /// One way, and the value that it has at hand.
    record Result(State state, Datum value) {}

    /// Ways on which a condition holds, and others.
    record Split(List<State> yes, List<State> no) {
        Split() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        Split swapped() {
            return new Split(no, yes);
        }

        Split and(Split other) {
            yes.addAll(other.yes);
            no.addAll(other.no);
            return this;
        }
    }

    /// Takes over how another part was left, but for its end.
    void leave(Flow part) {
        returned.addAll(part.returned);
        broken.addAll(part.broken);
        part.jumps.forEach((label, states) -> jump(label).addAll(states));
    }

    static List<State> concat(List<State> some, List<State> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    List<State> jump(String label) {
        return jumps.computeIfAbsent(label, _ -> new ArrayList<>());
    }

    List<State> takeJumps(String label) {
        var states = jumps.remove(label);
        return states == null ? List.of() : states;
    }
}
