package io.portage.kong.lua;

import io.portage.kong.lua.Flow.Result;
import io.portage.kong.lua.Flow.Results;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Says what expressions are worth, on each way that there is through them.
final class Evaluation {
    private final DryRun run;
    private final Constructors constructors;
    private final Operations operations;

    Evaluation(DryRun run) {
        this.run = run;
        constructors = new Constructors(run);
        operations = new Operations(run);
    }

    /// One value of an expression.
    List<Result> value(Expression expression, Env env, State state) {
        run.spend(1);
        return switch (expression) {
            case Expression.Constant(var text) -> one(state, constant(text));
            case Expression.Text(var text) -> one(state, new Datum.Text(text));
            case Expression.Name(var symbol, var _) -> one(state, variable(symbol, env, state));
            case Expression.Function code -> one(state, new Datum.Closure(code, env));
            case Expression.Single(var inner) -> value(inner, env, state);
            case Expression.Varargs _ -> one(state, run.varargs().get(0));
            case Expression.Call call ->
                run.invocations.call(call, env, state).stream()
                        .map(it -> new Result(it.state(), it.values().get(0)))
                        .toList();
            case Expression.Index index -> index(index, env, state);
            case Expression.Table table -> constructors.table(table, env, state);
            case Expression.Concatenation(var left, var right) -> operations.concatenation(left, right, env, state);
            case Expression.Choice(var and, var left, var right) -> choice(and, left, right, env, state);
            case Expression.Operation operation -> operations.operation(operation, env, state);
        };
    }

    private static List<Result> one(State state, Datum datum) {
        return List.of(new Result(state, datum));
    }

    private static Datum constant(String text) {
        return switch (text) {
            case "nil" -> Datum.NIL;
            case "true" -> Datum.TRUE;
            case "false" -> Datum.FALSE;
            default -> {
                var value = Numeral.value(text);
                yield value.isPresent() ? new Datum.Num(value.getAsDouble() + 0.0) : Datum.ANY;
            }
        };
    }

    /// All values of several expressions: the last may have more than one, or none.
    List<Results> values(List<Expression> expressions, Env env, State state) {
        List<Results> all = List.of(new Results(state, Datums.NONE));
        for (int i = 0; i < expressions.size(); i++) {
            var expression = expressions.get(i);
            var next = new ArrayList<Results>();
            for (var before : all) {
                if (i < expressions.size() - 1) {
                    value(expression, env, before.state())
                            .forEach(it -> next.add(new Results(
                                    it.state(),
                                    Datums.of(it.value()).after(before.values().list()))));
                } else {
                    many(expression, env, before.state())
                            .forEach(it -> next.add(new Results(
                                    it.state(),
                                    it.values().after(before.values().list()))));
                }
            }
            all = run.joins.trimResults(next);
        }
        return all;
    }

    List<Results> many(Expression expression, Env env, State state) {
        return switch (expression) {
            case Expression.Call call -> run.invocations.call(call, env, state);
            case Expression.Varargs _ -> List.of(new Results(state, run.varargs()));
            default ->
                value(expression, env, state).stream()
                        .map(it -> new Results(it.state(), Datums.of(it.value())))
                        .toList();
        };
    }

    Datum variable(Symbol symbol, Env env, State state) {
        if (!symbol.global()) {
            return run.hindsight.isShared(symbol) ? Datum.ANY : state.cells.getOrDefault(env.cell(symbol), Datum.ANY);
        }
        if (!symbol.isAssigned()) {
            return run.sandbox.global(symbol.name());
        }
        var now = state.globals.get(symbol);
        return now != null ? now : earlier(symbol);
    }

    /// What an earlier request may have left in a global variable.
    private Datum earlier(Symbol symbol) {
        boolean data = symbol.definitions().stream()
                .allMatch(it -> it instanceof Symbol.Definition.Value(var value)
                        && (value instanceof Expression.Text
                                || value instanceof Expression.Constant
                                || value instanceof Expression.Concatenation
                                || value instanceof Expression.Operation));
        var own = run.sandbox.global(symbol.name());
        return data && !(own instanceof Datum.Api api && Meaning.of(api.path()) != Meaning.UNKNOWN)
                ? Datum.ANY
                : new Datum.Api(Meaning.UNDECIDED);
    }

    /// Keeps in a variable what a comparison told of it.
    void learn(Expression variable, Datum equal, Env env, List<State> states) {
        if (variable instanceof Expression.Name(var symbol, var _)
                && !symbol.global()
                && !run.hindsight.isShared(symbol)
                && (equal.isConstant() || equal instanceof Datum.Partly)) {
            for (var state : states) {
                state.cells.computeIfPresent(
                        env.cell(symbol),
                        (_, was) -> was.equals(Datum.ANY) || was instanceof Datum.Partly || was instanceof Datum.OneOf
                                ? equal
                                : was);
            }
        }
    }

    private List<Result> index(Expression.Index index, Env env, State state) {
        var results = new ArrayList<Result>();
        for (var of : value(index.of(), env, state)) {
            for (var key : value(index.key(), env, of.state())) {
                run.at(index.at());
                var found = run.access.read(key.state(), of.value(), key.value());
                if (found == null) {
                    run.raise(key.state());
                } else {
                    results.add(new Result(key.state(), found));
                }
            }
        }
        return results;
    }

    private List<Result> choice(boolean and, Expression left, Expression right, Env env, State state) {
        var results = new ArrayList<Result>();
        for (var first : value(left, env, state)) {
            var split = run.conditions.truth(first.state(), first.value());
            (and ? split.no() : split.yes())
                    .forEach(it -> results.add(new Result(it, and ? untrue(first.value()) : truthy(first.value()))));
            (and ? split.yes() : split.no()).forEach(it -> results.addAll(value(right, env, it)));
        }
        return results;
    }

    private static Datum untrue(Datum datum) {
        return datum.equals(Datum.FALSE) ? datum : datum instanceof Datum.Sent ? Datum.NIL : Datum.NOTHING_OR_FALSE;
    }

    private static Datum truthy(Datum datum) {
        if (!(datum instanceof Datum.OneOf(var choices))) {
            return datum;
        }
        var left = new LinkedHashSet<>(choices);
        left.remove(Datum.NIL);
        left.remove(Datum.FALSE);
        return left.isEmpty() ? datum : Datum.oneOf(left);
    }
}
