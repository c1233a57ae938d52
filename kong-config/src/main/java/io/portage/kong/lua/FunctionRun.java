package io.portage.kong.lua;

import java.util.List;
import java.util.Set;

/// Runs code as pre-function and post-function do: the first time as it stands; the function that it returns, if any,
/// at once after that and alone from then on. If it returns none the first time, or does not come to its end then, it
/// runs as it stands for every request, and whatever it returns later is nothing to anybody.
final class FunctionRun {
    private final DryRun run;

    FunctionRun(DryRun run) {
        this.run = run;
    }

    void run(List<Statement> program) {
        run.protect();
        var code = new Expression.Function(List.of(), true, program, Set.of());
        var results = run.invocations.enter(new Datum.Closure(code, Env.EMPTY), Datums.NONE, new State());
        boolean complete = !run.notes.hasEnded() && !run.mayHaveRaised();
        for (var result : results) {
            for (var choice : result.values().get(0).choices()) {
                boolean function = choice instanceof Datum.Closure || choice instanceof Datum.Api;
                complete &= function;
                if (function) {
                    returned(choice, run.fork(result.state()));
                }
            }
        }
        if (!complete) {
            results.forEach(it -> goesOn(it.state()));
        }
        if (run.hindsight.isBlind()) {
            run.noteAll();
        }
        if (run.hasRaised()) {
            run.notes.ended();
        }
    }

    /// A function that runs for one request after the other, and finds what it left in its variables.
    private void returned(Datum function, State first) {
        run.last();
        run.freeze();
        request(function, run.fork(first));
        first.nextRequest();
        Repetition.of(run, first, it -> request(function, it));
    }

    private void request(Datum function, State state) {
        run.invocations.invoke(function, Datums.NONE, state).forEach(it -> goesOn(it.state()));
    }

    private void goesOn(State state) {
        run.notes.goesOn();
        state.touches.forEach(run.notes::touch);
    }
}
