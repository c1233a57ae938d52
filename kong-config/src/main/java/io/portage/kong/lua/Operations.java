package io.portage.kong.lua;

import io.portage.kong.lua.Flow.Result;
import io.portage.kong.lua.Flow.Split;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins texts, compares and reckons.
final class Operations {
    private final DryRun run;

    Operations(DryRun run) {
        this.run = run;
    }

    List<Result> operation(Expression.Operation operation, Env env, State state) {
        var operator = operation.operator();
        var operands = operation.operands();
        if (operator.equals("not") || (operands.size() == 2 && Conditions.isComparison(operator))) {
            return decided(run.conditions.split(operation, env, state));
        }
        var results = new ArrayList<Result>();
        for (var first : run.evaluation.value(operands.getFirst(), env, state)) {
            if (operands.size() == 1) {
                keep(first.state(), operator.equals("#") ? length(first) : minus(first), results);
            } else {
                for (var second : run.evaluation.value(operands.getLast(), env, first.state())) {
                    keep(second.state(), reckoned(second.state(), operator, first.value(), second.value()), results);
                }
            }
        }
        return results;
    }

    private static List<Result> decided(Split split) {
        var results = new ArrayList<Result>();
        split.yes().forEach(it -> results.add(new Result(it, Datum.TRUE)));
        split.no().forEach(it -> results.add(new Result(it, Datum.FALSE)));
        return results;
    }

    /// What has no value is an error.
    private void keep(State state, @Nullable Datum datum, List<Result> results) {
        if (datum == null) {
            run.raise(state);
        } else {
            results.add(new Result(state, datum));
        }
    }

    private @Nullable Datum length(Result of) {
        return switch (of.value()) {
            case Datum.Text(var text) -> Texts.isPlain(text) ? new Datum.Num(text.length()) : Datum.ANY;
            case Datum.Sent(var header) -> {
                if (of.state().sent(header) == State.ABSENT) {
                    yield null;
                }
                run.mayRaise(of.state());
                yield of.state().narrow(header, State.EMPTY | State.FILLED) ? new Datum.LengthOf(header) : null;
            }
            case Datum.Table(var id) -> {
                run.spend(1 + of.state().items(id).fields().size() / 4);
                yield length(of.state().items(id));
            }
            case Datum.Nil _, Datum.Bool _, Datum.Num _, Datum.Closure _ -> null;
            default -> {
                run.mayRaise(of.state());
                yield Datum.ANY;
            }
        };
    }

    private static Datum length(Items items) {
        int length = items.length();
        return length < 0 ? Datum.ANY : new Datum.Num(length);
    }

    private @Nullable Datum minus(Result of) {
        return of.value() instanceof Datum.Num(var number) ? Datum.number(-number) : number(of.state(), of.value());
    }

    private @Nullable Datum reckoned(State state, String operator, Datum one, Datum other) {
        if (one instanceof Datum.Num(var left) && other instanceof Datum.Num(var right)) {
            return switch (operator) {
                case "+" -> Datum.number(left + right);
                case "-" -> Datum.number(left - right);
                case "*" -> Datum.number(left * right);
                case "/" -> Datum.number(left / right);
                case "%" -> Datum.number(left - Math.floor(left / right) * right);
                default -> Datum.ANY;
            };
        }
        return number(state, one) == null ? null : number(state, other);
    }

    private @Nullable Datum number(State state, Datum datum) {
        if (isNever(state, datum)) {
            return null;
        }
        run.mayRaise(state);
        return Datum.ANY;
    }

    /// What can neither be reckoned with nor joined.
    private static boolean isNever(State state, Datum datum) {
        return datum instanceof Datum.Nil
                || datum instanceof Datum.Bool
                || datum instanceof Datum.Closure
                || (datum instanceof Datum.Table(var id) && state.items(id).isClosed())
                || (datum instanceof Datum.Sent(var header) && state.sent(header) == State.ABSENT);
    }

    List<Result> concatenation(Expression left, Expression right, Env env, State state) {
        var results = new ArrayList<Result>();
        for (var head : run.evaluation.value(left, env, state)) {
            for (var tail : run.evaluation.value(right, env, head.state())) {
                joined(head.value(), tail.value(), tail.state(), results);
            }
        }
        return results;
    }

    private void joined(Datum head, Datum tail, State state, List<Result> results) {
        if (isNever(state, head) || isNever(state, tail)) {
            run.raise(state);
            return;
        }
        if (!(Texts.known(head) && Texts.known(tail))) {
            run.mayRaise(state);
        }
        var all = new ArrayList<Datum>();
        head.choices().forEach(one -> tail.choices().forEach(other -> all.add(Texts.joined(one, other))));
        results.add(new Result(state, run.access.either(state, all)));
    }
}
