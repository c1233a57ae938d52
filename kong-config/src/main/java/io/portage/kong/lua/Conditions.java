package io.portage.kong.lua;

import static io.portage.kong.lua.State.ABSENT;
import static io.portage.kong.lua.State.EMPTY;
import static io.portage.kong.lua.State.FILLED;

import io.portage.kong.lua.Flow.Split;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parts the ways on which a condition holds from the others, and keeps what that tells.
final class Conditions {
    private static final Datum ZERO = new Datum.Num(0);
    private static final Datum ONE = new Datum.Num(1);
    private final DryRun run;

    Conditions(DryRun run) {
        this.run = run;
    }

    Split split(Expression condition, Env env, List<State> states) {
        var split = new Split();
        states.forEach(it -> split.and(split(condition, env, it)));
        return new Split(run.joins.trim(split.yes()), run.joins.trim(split.no()));
    }

    Split split(Expression condition, Env env, State state) {
        run.spend(1);
        return switch (condition) {
            case Expression.Single(var value) -> split(value, env, state);
            case Expression.Choice(var and, var left, var right) -> choice(and, left, right, env, state);
            case Expression.Operation(var operator, var operands)
            when operator.equals("not") ->
                split(operands.getFirst(), env, state).swapped();
            case Expression.Operation(var operator, var operands)
            when operands.size() == 2 && isComparison(operator) ->
                comparison(operator, operands.getFirst(), operands.getLast(), env, state);
            default -> {
                var split = new Split();
                for (var result : run.evaluation.value(condition, env, state)) {
                    var truth = truth(result.state(), result.value());
                    begins(Prefixes.given(condition), env, truth.yes());
                    split.and(truth);
                }
                yield split;
            }
        };
    }

    private void begins(@Nullable Prefixes prefix, Env env, List<State> states) {
        if (prefix != null) {
            run.evaluation.learn(prefix.variable(), prefix.beginning(), env, states);
        }
    }

    static boolean isComparison(String operator) {
        return switch (operator) {
            case "==", "~=", "<", ">", "<=", ">=" -> true;
            default -> false;
        };
    }

    private Split choice(boolean and, Expression left, Expression right, Env env, State state) {
        var first = split(left, env, state);
        var second = split(right, env, and ? first.yes() : first.no());
        return and
                ? new Split(second.yes(), Flow.concat(first.no(), second.no()))
                : new Split(Flow.concat(first.yes(), second.yes()), second.no());
    }

    /// Ways on which a value counts as true, and on which not.
    Split truth(State state, Datum datum) {
        return switch (datum) {
            case Datum.Nil _ -> never(state);
            case Datum.Bool(var value) -> value ? always(state) : never(state);
            case Datum.Sent(var header) -> narrowed(state, header, EMPTY | FILLED, ABSENT);
            case Datum.OneOf(var choices) -> {
                var split = new Split();
                choices.forEach(it -> split.and(truth(run.fork(state), it)));
                yield split;
            }
            case Datum.Any _, Datum.Api _ -> either(state);
            case Datum.Num _,
                    Datum.Text _,
                    Datum.Partly _,
                    Datum.LengthOf _,
                    Datum.Closure _,
                    Datum.Table _,
                    Datum.Walker _ -> always(state);
        };
    }

    private static Split always(State state) {
        return new Split(List.of(state), List.of());
    }

    private static Split never(State state) {
        return new Split(List.of(), List.of(state));
    }

    private Split either(State state) {
        return new Split(List.of(state), List.of(run.fork(state)));
    }

    private Split narrowed(State state, String header, int yes, int no) {
        var other = run.fork(state);
        return new Split(
                state.narrow(header, yes) ? List.of(state) : List.of(),
                other.narrow(header, no) ? List.of(other) : List.of());
    }

    private Split comparison(String operator, Expression left, Expression right, Env env, State state) {
        var split = new Split();
        for (var one : run.evaluation.value(left, env, state)) {
            for (var other : run.evaluation.value(right, env, one.state())) {
                var compared = compare(operator, other.state(), one.value(), other.value());
                if (operator.equals("==") || operator.equals("~=")) {
                    var same = operator.equals("==") ? compared.yes() : compared.no();
                    run.evaluation.learn(left, other.value(), env, same);
                    run.evaluation.learn(right, one.value(), env, same);
                    begins(Prefixes.equal(left, right), env, same);
                }
                split.and(new Split(List.copyOf(compared.yes()), List.copyOf(compared.no())));
            }
        }
        return split;
    }

    private Split compare(String operator, State state, Datum one, Datum other) {
        return switch (operator) {
            case "==" -> equal(state, one, other);
            case "~=" -> equal(state, one, other).swapped();
            case ">" -> less(state, other, one);
            case ">=" -> less(state, one, other).swapped();
            case "<=" -> less(state, other, one).swapped();
            default -> less(state, one, other);
        };
    }

    private Split less(State state, Datum one, Datum other) {
        if (one instanceof Datum.Num(var low) && other instanceof Datum.Num(var high)) {
            return low < high ? always(state) : never(state);
        }
        if (one.equals(ZERO) && other instanceof Datum.LengthOf(var header)) {
            return narrowed(state, header, FILLED, EMPTY);
        }
        if (one instanceof Datum.LengthOf(var header) && other.equals(ONE)) {
            return narrowed(state, header, EMPTY, FILLED);
        }
        run.mayRaise(state);
        return either(state);
    }

    Split equal(State state, Datum one, Datum other) {
        if (one.choices().size() * other.choices().size() > 1) {
            var split = new Split();
            one.choices().forEach(it -> other.choices().forEach(that -> split.and(equal(run.fork(state), it, that))));
            return split;
        }
        if (one instanceof Datum.Sent(var header)) {
            return equalsSent(state, header, other);
        }
        if (one instanceof Datum.LengthOf(var header) && other.equals(ZERO)) {
            return narrowed(state, header, EMPTY, FILLED);
        }
        if (other instanceof Datum.Sent || other instanceof Datum.LengthOf) {
            return one instanceof Datum.LengthOf ? either(state) : equal(state, other, one);
        }
        return known(state, one, other);
    }

    private Split equalsSent(State state, String header, Datum other) {
        return switch (other) {
            case Datum.Nil _ -> narrowed(state, header, ABSENT, EMPTY | FILLED);
            case Datum.Text(var text) when text.isEmpty() -> narrowed(state, header, EMPTY, ABSENT | FILLED);
            case Datum.Text _ -> narrowed(state, header, FILLED, State.WHATEVER);
            case Datum.Num _, Datum.Bool _, Datum.Closure _ -> never(state);
            case Datum.Sent(var same) when same.equals(header) -> always(state);
            default -> either(state);
        };
    }

    private Split known(State state, Datum one, Datum other) {
        if (one.isConstant() && other.isConstant()) {
            if (!isPlain(one) || !isPlain(other)) {
                return either(state);
            }
            return one.equals(other) ? always(state) : never(state);
        }
        boolean differ = (one.isText() && other instanceof Datum.Nil) || (other.isText() && one instanceof Datum.Nil);
        boolean tables = one instanceof Datum.Table && (one.equals(other) || other.isConstant());
        if (differ) {
            return never(state);
        }
        return tables ? one.equals(other) ? always(state) : never(state) : either(state);
    }

    /// Texts beyond ASCII can be spelled in two ways.
    private static boolean isPlain(Datum datum) {
        return !(datum instanceof Datum.Text(var text)) || text.chars().allMatch(c -> c < 0x80);
    }
}
