package io.portage.kong.lua;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Runs a file as Lua does that requires it, and then each function that it hands out, for any request.
final class ModuleRun {
    private final DryRun run;

    ModuleRun(DryRun run) {
        this.run = run;
    }

    void run(List<Statement> program) {
        run.protect();
        run.last();
        run.notes.goesOn();
        var code = new Expression.Function(List.of(), true, program, Set.of());
        for (var result : run.invocations.enter(new Datum.Closure(code, Env.EMPTY), Datums.UNKNOWN, new State())) {
            run.freeze();
            result.state().nextRequest();
            for (var choice : result.values().get(0).choices()) {
                handOut(choice, result.state());
            }
        }
        run.noteAll();
        if (run.hasRaised()) {
            run.notes.ended();
        }
    }

    private void handOut(Datum datum, State state) {
        switch (datum) {
            case Datum.Table(var id)
            when !state.items(id).open() -> {
                var functions = new LinkedHashMap<Datum.Closure, String>();
                state.items(id).fields().forEach((key, value) -> sort(key, value, state, functions));
                Repetition.of(
                        run,
                        state,
                        it -> functions.forEach((function, name) ->
                                run.within(name, () -> called(function, new Datum.Table(id), run.fork(it)))));
                if (state.items(id).meta() != null) {
                    run.escapes.lose(state, new Datum.Table(id));
                }
            }
            case Datum.Closure closure ->
                Repetition.of(run, state, it -> run.invocations.enter(closure, Datums.UNKNOWN, it));
            default -> run.escapes.lose(state, datum);
        }
    }

    private void sort(Datum key, Datum value, State state, Map<Datum.Closure, String> functions) {
        for (var choice : value.choices()) {
            if (choice instanceof Datum.Closure closure) {
                functions.put(closure, key instanceof Datum.Text(var name) ? name : "");
            } else if (!(choice instanceof Datum.Table(var id))
                    || !state.items(id).isClosed()) {
                run.escapes.lose(state, choice);
            } else {
                run.escapes.lose(run.fork(state), choice);
            }
        }
    }

    /// Kong hands the module itself to functions that are methods, and to the others what it likes.
    private void called(Datum.Closure closure, Datum.Table module, State state) {
        var parameters = closure.code().parameters();
        boolean method = !parameters.isEmpty() && parameters.getFirst().name().equals("self");
        run.invocations.enter(closure, new Datums(method ? List.of(module) : List.of(), true), state);
    }
}
