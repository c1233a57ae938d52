package io.portage.kong.lua;

import io.portage.kong.lua.Flow.Result;
import io.portage.kong.lua.Flow.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Calls functions: those of the code are gone through, those of its environment are known by what they do.
final class Invocations {
    /// What is done at once, so that no other request comes in between.
    private static final Pattern AT_ONCE = Pattern.compile(
            "kong\\.(request\\.get_(?!.*body).*|service\\.request\\.(set|add|clear)_headers?|log(\\..+)?|ctx\\..+|client\\.get_.+"
                    + "|response\\.(set|add|clear)_.+)|ngx\\.(log|var|now|time|md5|req\\.(get|set|clear|add)_(header|headers|method|uri_args))"
                    + "|(string|table|math|os|bit)\\..+|[a-z]+");
    private final DryRun run;
    private final Builtins builtins;

    Invocations(DryRun run) {
        this.run = run;
        builtins = new Builtins(run);
    }

    List<Results> call(Expression.Call call, Env env, State state) {
        run.spend(1);
        var results = new ArrayList<Results>();
        if (call.method() && call.callee() instanceof Expression.Index(var of, var key, var _)) {
            for (var object : run.evaluation.value(of, env, state)) {
                results.addAll(method(call, object, key, env));
            }
        } else {
            for (var callee : run.evaluation.value(call.callee(), env, state)) {
                results.addAll(called(call, callee.value(), List.of(), env, callee.state()));
            }
        }
        return run.joins.trimResults(results);
    }

    private List<Results> method(Expression.Call call, Result object, Expression key, Env env) {
        var results = new ArrayList<Results>();
        for (var name : run.evaluation.value(key, env, object.state())) {
            var states = List.of(name.state());
            if (object.value() instanceof Datum.Sent) {
                var split = run.conditions.truth(name.state(), object.value());
                split.no().forEach(run::raise);
                states = split.yes();
            }
            for (var state : states) {
                run.at(call.at());
                var function = run.access.read(state, object.value(), name.value());
                if (function == null) {
                    run.raise(state);
                } else {
                    results.addAll(called(call, function, List.of(object.value()), env, state));
                }
            }
        }
        return results;
    }

    private List<Results> called(Expression.Call call, Datum function, List<Datum> object, Env env, State state) {
        var results = new ArrayList<Results>();
        for (var given : run.evaluation.values(call.arguments(), env, state)) {
            run.at(call.at());
            results.addAll(invoke(function, given.values().after(object), given.state()));
        }
        return results;
    }

    /// Calls one function, or each that it may be.
    List<Results> invoke(Datum function, Datums arguments, State state) {
        if (function instanceof Datum.OneOf(var choices)) {
            var results = new ArrayList<Results>();
            choices.forEach(it -> results.addAll(invoke(it, arguments, run.fork(state))));
            return results;
        }
        return switch (function) {
            case Datum.Closure closure -> enter(closure, arguments, state);
            case Datum.Api(var path) -> environment(path, arguments, state);
            case Datum.Table(var id) when !state.items(id).isClosed() -> unknown(arguments, state);
            case Datum.Any _, Datum.Walker _ -> unknown(arguments, state);
            default -> {
                run.raise(state);
                yield List.of();
            }
        };
    }

    private List<Results> unknown(Datums arguments, State state) {
        run.escapes.lose(state, arguments);
        run.mayRaise(state);
        state.globals.clear();
        return List.of(new Results(state, Datums.UNKNOWN));
    }

    private List<Results> environment(String path, Datums arguments, State state) {
        run.spend(1);
        var results = builtins.call(path, arguments, state);
        if (!AT_ONCE.matcher(path).matches()) {
            results.forEach(it -> it.state().globals.clear());
        }
        return results;
    }

    /// Goes through a function of the code.
    List<Results> enter(Datum.Closure closure, Datums arguments, State state) {
        var code = closure.code();
        if (!run.canEnter(code)) {
            run.escapes.lose(state, closure);
            return unknown(arguments, state);
        }
        var env = closure.env();
        var own = new ArrayList<Integer>();
        for (int i = 0; i < code.parameters().size(); i++) {
            var symbol = code.parameters().get(i);
            int cell = run.newCell();
            run.statements.store(state, symbol, cell, arguments.get(i));
            env = env.with(symbol, cell);
            if (!symbol.isCaptured()) {
                own.add(cell);
            }
        }
        run.enter(code, code.varargs() ? arguments.from(code.parameters().size()) : Datums.NONE);
        var flow = run.statements.block(code.body(), env, List.of(state));
        run.leave();
        var results = new ArrayList<>(flow.returned);
        flow.on.forEach(it -> results.add(new Results(it, Datums.NONE)));
        results.forEach(it -> it.state().cells.keySet().removeAll(own));
        return run.joins.trimResults(results);
    }
}
