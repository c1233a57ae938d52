package io.portage.kong.lua;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/// Lets values go where nobody can follow them: whoever has them may use them at any time.
final class Escapes {
    private static final int MOST_OF_ONE = 20;
    private final DryRun run;
    private final Set<Datum.Closure> seen = new HashSet<>();
    private final Map<Expression.Function, Integer> times = new IdentityHashMap<>();

    Escapes(DryRun run) {
        this.run = run;
    }

    void lose(State state, Datums values) {
        values.list().forEach(it -> lose(state, it));
    }

    void lose(State state, Datum datum) {
        for (var choice : datum.choices()) {
            switch (choice) {
                case Datum.Api api when api.isPowerful() -> run.notes.reason("hands on " + api.path(), run.at());
                case Datum.Closure closure -> lose(state, closure);
                case Datum.Table(var id) -> table(state, id);
                case Datum.Walker(var id, var _) -> table(state, id);
                default -> {
                    // only data
                }
            }
        }
    }

    private void table(State state, int id) {
        var items = state.items(id);
        if (!items.equals(Items.OPEN)) {
            run.written(id, null);
            state.tables.put(id, Items.OPEN);
            items.fields().values().forEach(it -> lose(state, it));
            if (items.meta() != null) {
                lose(state, items.meta());
            }
        }
    }

    private void lose(State state, Datum.Closure closure) {
        if (!seen.add(closure)) {
            return;
        }
        if (times.merge(closure.code(), 1, Integer::sum) > MOST_OF_ONE) {
            run.notes.reason("makes functions without end", run.at());
            return;
        }
        for (var symbol : closure.code().captured()) {
            if (symbol.isAssigned()) {
                run.hindsight.share(symbol);
            }
            var held = state.cells.getOrDefault(closure.env().cell(symbol), Datum.NIL);
            held.choices().stream().filter(it -> it instanceof Datum.Table).forEach(it -> lose(state, it));
        }
        visit(state, closure);
    }

    /// Goes through it as somebody would who calls it with anything, at any time.
    private void visit(State state, Datum.Closure closure) {
        var then = run.fork(state);
        then.globals.clear();
        int changes = run.changes();
        run.protect();
        run.invocations.enter(closure, Datums.UNKNOWN, then);
        run.caught();
        if (run.changes() > changes) {
            run.hindsight.blind();
        }
    }
}
