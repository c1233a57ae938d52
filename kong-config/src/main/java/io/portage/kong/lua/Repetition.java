package io.portage.kong.lua;

import java.util.Set;
import java.util.function.Consumer;

/// Does the same for one request after the other, until no table is written that was not thought to be.
final class Repetition {
    private Repetition() {}

    /// @param state what every request finds, but for the tables that another may have written
    static void of(DryRun run, State state, Consumer<State> request) {
        int known;
        do {
            known = run.thawed().size();
            Set.copyOf(run.thawed()).forEach(it -> thaw(run, state, it));
            request.accept(run.fork(state));
        } while (run.thawed().size() > known);
    }

    private static void thaw(DryRun run, State state, DryRun.Thawed part) {
        var items = state.items(part.table());
        if (part.key() == null || items.open()) {
            run.escapes.lose(state, new Datum.Table(part.table()));
        } else {
            run.escapes.lose(state, items.fields().getOrDefault(part.key(), Datum.NIL));
            state.tables.put(part.table(), items.with(part.key(), Datum.ANY));
        }
    }
}
