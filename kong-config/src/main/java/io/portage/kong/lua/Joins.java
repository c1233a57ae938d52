package io.portage.kong.lua;

import io.portage.kong.lua.Flow.Results;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;

/// Makes one way of several: what they differ in is one of several from then on.
final class Joins {
    static final int MOST_WAYS = 8;
    private final DryRun run;

    Joins(DryRun run) {
        this.run = run;
    }

    /// The same ways, fewer where they are many: those that tell the same of the request become one first.
    List<State> trim(List<State> states) {
        if (states.size() < 2) {
            return states;
        }
        run.spend(states.size());
        if (states.size() <= MOST_WAYS) {
            return List.copyOf(new LinkedHashSet<>(states));
        }
        var alike = new LinkedHashMap<Map<String, Integer>, List<State>>();
        states.forEach(it -> alike.computeIfAbsent(Map.copyOf(it.sent), _ -> new ArrayList<>())
                .add(it));
        var fewer = alike.values().stream().map(it -> join(it, false)).toList();
        return fewer.size() <= MOST_WAYS ? fewer : List.of(join(fewer, false));
    }

    List<Results> trimResults(List<Results> results) {
        if (results.size() <= MOST_WAYS) {
            return results;
        }
        var alike = new LinkedHashMap<Datums, List<State>>();
        results.forEach(
                it -> alike.computeIfAbsent(it.values(), _ -> new ArrayList<>()).add(it.state()));
        var fewer = new ArrayList<Results>();
        alike.forEach((values, states) -> fewer.add(new Results(join(states, false), values)));
        return fewer.size() <= MOST_WAYS ? fewer : List.of(one(fewer));
    }

    private Results one(List<Results> results) {
        var state = join(results.stream().map(Results::state).toList(), false);
        var values = results.getFirst().values();
        for (var other : results.subList(1, results.size())) {
            values = joined(state, values, other.values());
        }
        return new Results(state, values);
    }

    private Datums joined(State state, Datums one, Datums other) {
        var list = new ArrayList<Datum>();
        for (int i = 0; i < Math.max(one.list().size(), other.list().size()); i++) {
            list.add(join(state, one.get(i), other.get(i), false));
        }
        return new Datums(list, one.open() || other.open());
    }

    /// @param widen whether to give up what differs, so that an end comes
    State join(List<State> states, boolean widen) {
        var joined = run.fork(states.getFirst());
        for (var state : states.subList(1, states.size())) {
            run.spend(1 + state.size() / 4);
            join(joined, state, widen);
        }
        return joined;
    }

    private void join(State into, State other, boolean widen) {
        BinaryOperator<Datum> datums = (one, two) -> join(into, one, two, widen);
        var tables = new HashMap<>(into.tables);
        other.tables.forEach((id, items) -> tables.merge(id, items, (one, two) -> items(into, one, two, datums)));
        // what is lost meanwhile is open already
        tables.forEach((id, items) -> into.tables.merge(id, items, (now, then) -> now.open() ? now : then));
        other.cells.forEach((id, datum) -> into.cells.merge(id, datum, datums));
        into.globals.keySet().retainAll(other.globals.keySet());
        other.globals.forEach(
                (symbol, datum) -> into.globals.computeIfPresent(symbol, (_, one) -> datums.apply(one, datum)));
        names(into.sent, other.sent).forEach(name -> into.sent.put(name, into.sent(name) | other.sent(name)));
        into.sent.values().removeIf(it -> it == State.WHATEVER);
        names(into.touched, other.touched)
                .forEach(name -> into.touched.put(name, datums.apply(touched(into, name), touched(other, name))));
        into.blurs.addAll(other.blurs);
        into.touches.addAll(other.touches);
    }

    private static Datum touched(State state, String name) {
        return state.touched.getOrDefault(name, new Datum.Sent(name));
    }

    private static <K> Set<K> names(Map<K, ?> one, Map<K, ?> other) {
        var names = new HashSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }

    private Items items(State into, Items one, Items other, BinaryOperator<Datum> datums) {
        if (one.equals(other)) {
            return one;
        }
        boolean unlike = one.headers() != other.headers() || !Objects.equals(one.meta(), other.meta());
        if (unlike || one.open() || other.open()) {
            lose(into, one);
            lose(into, other);
            return Items.OPEN;
        }
        var fields = new LinkedHashMap<Datum, Datum>();
        for (var key : names(one.fields(), other.fields())) {
            var missing = one.headers() && key instanceof Datum.Text(var name) ? sent(name) : Datum.NIL;
            var here = one.fields().getOrDefault(key, missing);
            fields.put(key, datums.apply(here, other.fields().getOrDefault(key, missing)));
        }
        return new Items(fields, false, one.headers(), one.meta());
    }

    private static Datum sent(String name) {
        return new Datum.Sent(Headers.plain(name));
    }

    private void lose(State into, Items items) {
        items.fields().values().forEach(it -> run.escapes.lose(into, it));
        if (items.meta() != null) {
            run.escapes.lose(into, items.meta());
        }
    }

    private Datum join(State state, Datum one, Datum other, boolean widen) {
        if (one.equals(other)) {
            return one;
        }
        var both = Datum.oneOf(one, other);
        if (!widen
                && both.choices().size() <= Datum.MOST_CHOICES
                && !both.choices().contains(Datum.ANY)) {
            return both;
        }
        run.escapes.lose(state, both);
        return both.choices().stream().allMatch(Datum::isText) ? Datum.SOME_TEXT : Datum.ANY;
    }

    /// Whether nothing new was learned of what was there before.
    static boolean isSame(State before, State after) {
        return before.sameRequest(after)
                && before.cells.entrySet().stream().allMatch(it -> it.getValue().equals(after.cells.get(it.getKey())))
                && before.tables.entrySet().stream()
                        .allMatch(it -> it.getValue().equals(after.tables.get(it.getKey())));
    }
}
