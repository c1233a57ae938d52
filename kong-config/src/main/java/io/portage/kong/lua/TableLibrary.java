package io.portage.kong.lua;

import static io.portage.kong.lua.BasicLibrary.one;

import io.portage.kong.lua.Builtins.Builtin;
import io.portage.kong.lua.Flow.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The functions of Lua that work on tables.
final class TableLibrary {
    private static final int LONGEST = 250;
    private final DryRun run;

    TableLibrary(DryRun run) {
        this.run = run;
    }

    void addTo(Map<String, Builtin> all) {
        all.put("pairs", (state, arguments) -> walk(state, arguments, false));
        all.put("ipairs", (state, arguments) -> walk(state, arguments, true));
        all.put("rawget", this::rawget);
        all.put("rawset", this::rawset);
        all.put("unpack", this::unpack);
        all.put("table.unpack", this::unpack);
        all.put("table.concat", this::concat);
        all.put("table.insert", this::insert);
        all.put("table.remove", this::remove);
        all.put("table.getn", this::length);
        all.put("table.maxn", this::length);
    }

    private List<Results> walk(State state, Datums arguments, boolean counted) {
        if (arguments.get(0) instanceof Datum.Table(var id)) {
            return one(state, new Datum.Walker(id, counted), arguments.get(0));
        }
        return lost(state, arguments);
    }

    private List<Results> lost(State state, Datums arguments) {
        if (arguments.get(0) instanceof Datum.Nil && !arguments.open()) {
            run.raise(state);
            return List.of();
        }
        run.escapes.lose(state, arguments);
        run.mayRaise(state);
        return List.of(new Results(state, Datums.UNKNOWN));
    }

    private List<Results> rawget(State state, Datums arguments) {
        if (arguments.get(0) instanceof Datum.Table(var id) && state.items(id).isClosed()) {
            var found = run.access.read(state, arguments.get(0), arguments.get(1));
            return one(state, found == null ? Datum.NIL : found);
        }
        return lost(state, arguments);
    }

    private List<Results> rawset(State state, Datums arguments) {
        if (!run.access.write(state, arguments.get(0), arguments.get(1), arguments.get(2))) {
            run.raise(state);
            return List.of();
        }
        return one(state, arguments.get(0));
    }

    /// The elements of a list; null where they are not known.
    private @Nullable List<Datum> list(State state, Datum table) {
        var items = table instanceof Datum.Table(var id) ? state.items(id) : Items.OPEN;
        run.spend(1 + items.fields().size() / 4);
        int length = items.length();
        if (length < 0 || length > LONGEST) {
            return null;
        }
        var list = new ArrayList<Datum>();
        for (int i = 1; i <= length; i++) {
            list.add(items.fields().getOrDefault(new Datum.Num(i), Datum.NIL));
        }
        return list;
    }

    private List<Results> unpack(State state, Datums arguments) {
        var list = list(state, arguments.get(0));
        return list != null && arguments.list().size() == 1
                ? List.of(new Results(state, new Datums(list, false)))
                : lost(state, arguments);
    }

    private List<Results> length(State state, Datums arguments) {
        var list = list(state, arguments.get(0));
        return list == null ? lost(state, arguments) : one(state, new Datum.Num(list.size()));
    }

    private List<Results> concat(State state, Datums arguments) {
        var list = list(state, arguments.get(0));
        var between = arguments.get(1) instanceof Datum.Nil ? "" : Texts.text(arguments.get(1));
        var text = list == null || between == null || arguments.list().size() > 2
                ? null
                : Texts.concatenated(list, between);
        if (text != null) {
            return one(state, text);
        }
        run.mayRaise(state);
        return one(state, Datum.SOME_TEXT);
    }

    private List<Results> insert(State state, Datums arguments) {
        var list = list(state, arguments.get(0));
        if (list == null || arguments.open() || arguments.list().size() != 2) {
            return lost(state, arguments);
        }
        run.access.write(state, arguments.get(0), new Datum.Num(list.size() + 1), arguments.get(1));
        return List.of(new Results(state, Datums.NONE));
    }

    private List<Results> remove(State state, Datums arguments) {
        var list = list(state, arguments.get(0));
        if (list == null || arguments.open() || arguments.list().size() != 1) {
            return lost(state, arguments);
        }
        if (list.isEmpty()) {
            return one(state, Datum.NIL);
        }
        run.access.write(state, arguments.get(0), new Datum.Num(list.size()), Datum.NIL);
        return one(state, list.getLast());
    }
}
