package io.portage.kong.lua;

import io.portage.kong.lua.Builtins.Builtin;
import io.portage.kong.lua.Flow.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The functions of Lua that belong to no library.
final class BasicLibrary {
    private final DryRun run;

    BasicLibrary(DryRun run) {
        this.run = run;
    }

    void addTo(Map<String, Builtin> all) {
        all.put("pcall", this::pcall);
        all.put("xpcall", this::xpcall);
        all.put("error", (state, arguments) -> {
            run.escapes.lose(state, arguments);
            run.raise(state);
            return List.of();
        });
        all.put("assert", this::asserted);
        all.put("select", this::select);
        all.put("type", this::type);
        all.put("tostring", this::tostring);
        all.put("tonumber", this::tonumber);
        all.put("setmetatable", this::setmetatable);
        all.put("getmetatable", (state, _) -> one(state, new Datum.Api("<metatable>")));
        all.put("require", this::require);
    }

    static List<Results> one(State state, Datum... values) {
        return List.of(new Results(state, Datums.of(values)));
    }

    private List<Results> pcall(State state, Datums arguments) {
        run.protect();
        var results = new ArrayList<Results>();
        for (var result : run.invocations.invoke(arguments.get(0), arguments.from(1), state)) {
            results.add(new Results(result.state(), result.values().after(List.of(Datum.TRUE))));
        }
        caught().forEach(it -> results.add(new Results(it, Datums.of(Datum.FALSE, Datum.ANY))));
        return results;
    }

    private List<State> caught() {
        return run.joins.trim(run.caught());
    }

    private List<Results> xpcall(State state, Datums arguments) {
        run.protect();
        var results = new ArrayList<Results>();
        for (var result : run.invocations.invoke(arguments.get(0), arguments.from(2), state)) {
            results.add(new Results(result.state(), result.values().after(List.of(Datum.TRUE))));
        }
        for (var caught : caught()) {
            run.escapes.lose(caught, arguments.get(1));
            results.add(new Results(caught, Datums.of(Datum.FALSE, Datum.ANY)));
        }
        return results;
    }

    private List<Results> asserted(State state, Datums arguments) {
        var split = run.conditions.truth(state, arguments.get(0));
        split.no().forEach(run::raise);
        return split.yes().stream().map(it -> new Results(it, arguments)).toList();
    }

    private List<Results> select(State state, Datums arguments) {
        var which = arguments.get(0);
        var others = arguments.from(1);
        if (which.equals(new Datum.Text("#")) && !others.open()) {
            return one(state, new Datum.Num(others.list().size()));
        }
        if (which instanceof Datum.Num(var number) && number >= 1 && !others.open()) {
            return List.of(new Results(state, others.from((int) Math.min(number - 1, Integer.MAX_VALUE))));
        }
        run.escapes.lose(state, others);
        run.mayRaise(state);
        return List.of(new Results(state, Datums.UNKNOWN));
    }

    private List<Results> type(State state, Datums arguments) {
        if (isMissing(arguments)) {
            run.raise(state);
            return List.of();
        }
        var results = new ArrayList<Results>();
        for (var choice : arguments.get(0).choices()) {
            switch (choice) {
                case Datum.Sent _ -> {
                    var split = run.conditions.truth(run.fork(state), choice);
                    // several values of a header are a table in some places
                    split.yes().forEach(it -> {
                        results.addAll(one(run.fork(it), new Datum.Text("table")));
                        results.addAll(one(it, new Datum.Text("string")));
                    });
                    split.no().forEach(it -> results.addAll(one(it, new Datum.Text("nil"))));
                }
                case Datum.Any _, Datum.Api _, Datum.Walker _, Datum.LengthOf _, Datum.OneOf _ ->
                    results.addAll(one(run.fork(state), Datum.SOME_TEXT));
                default -> results.addAll(one(run.fork(state), new Datum.Text(typeOf(choice))));
            }
        }
        return results;
    }

    /// Not even `nil` is given.
    private static boolean isMissing(Datums arguments) {
        return arguments.list().isEmpty() && !arguments.open();
    }

    private static String typeOf(Datum datum) {
        return switch (datum) {
            case Datum.Nil _ -> "nil";
            case Datum.Bool _ -> "boolean";
            case Datum.Num _ -> "number";
            case Datum.Closure _ -> "function";
            case Datum.Table _ -> "table";
            default -> "string";
        };
    }

    private List<Results> tostring(State state, Datums arguments) {
        if (isMissing(arguments)) {
            run.raise(state);
            return List.of();
        }
        var value = arguments.get(0);
        var text = Texts.text(value);
        if (text != null) {
            return one(state, new Datum.Text(text));
        }
        return switch (value) {
            case Datum.Nil _ -> one(state, new Datum.Text("nil"));
            case Datum.Bool(var bool) -> one(state, new Datum.Text(Boolean.toString(bool)));
            case Datum.Sent _ -> {
                var results = new ArrayList<Results>();
                var split = run.conditions.truth(state, value);
                split.yes().forEach(it -> results.addAll(one(it, value)));
                split.no().forEach(it -> results.addAll(one(it, new Datum.Text("nil"))));
                yield results;
            }
            default -> {
                run.escapes.lose(state, value);
                yield one(state, Datum.SOME_TEXT);
            }
        };
    }

    private List<Results> tonumber(State state, Datums arguments) {
        var value = arguments.get(0);
        if (value instanceof Datum.Num && arguments.list().size() == 1) {
            return one(state, value);
        }
        boolean digits = value instanceof Datum.Text(var text) && text.matches("\\d{1,15}");
        if (digits && arguments.list().size() == 1 && value instanceof Datum.Text(var number)) {
            return one(state, new Datum.Num(Double.parseDouble(number)));
        }
        return one(state, Datum.ANY);
    }

    private List<Results> setmetatable(State state, Datums arguments) {
        var of = arguments.get(0);
        if (of instanceof Datum.Table(var id)
                && arguments.get(1) instanceof Datum.Table meta
                && !state.items(id).open()
                && !state.items(id).headers()) {
            run.written(id, null);
            state.tables.put(id, state.items(id).withMeta(meta));
        } else {
            run.escapes.lose(state, arguments);
            if (of instanceof Datum.Api(var path)) {
                run.notes.reason("gives another metatable to " + path, run.at());
            }
        }
        return one(state, of);
    }

    private List<Results> require(State state, Datums arguments) {
        var name = arguments.get(0);
        if (!run.sandbox.mayRequire(name)) {
            run.raise(state);
            return List.of();
        }
        if (!run.sandbox.isHarmless(name)) {
            var which = name instanceof Datum.Text(var module) ? module : "what is computed";
            run.notes.reason("requires " + which, run.at());
        }
        run.mayRaise(state);
        return List.of(new Results(state, Datums.UNKNOWN));
    }
}
