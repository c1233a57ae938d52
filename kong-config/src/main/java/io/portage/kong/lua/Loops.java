package io.portage.kong.lua;

import io.portage.kong.lua.Flow.Results;
import java.util.ArrayList;
import java.util.List;

/// Goes through loops: step by step where that has an end in sight, else until nothing new comes of it.
final class Loops {
    private static final int MOST_ROUNDS = 200;
    private static final int PATIENCE = 3;
    private final DryRun run;

    Loops(DryRun run) {
        this.run = run;
    }

    /// One round of a loop.
    @FunctionalInterface
    private interface Body {
        Round round(List<State> states);
    }

    /// How a round was left.
    ///
    /// @param out ways on which the loop ends
    /// @param again ways on which it goes round once more
    /// @param flow other ways to leave it
    private record Round(List<State> out, List<State> again, Flow flow) {}

    Flow loop(Statement.Loop loop, Env env, List<State> states) {
        return switch (loop.kind()) {
            case WHILE -> repeat(states, it -> whileRound(loop, env, it));
            case REPEAT -> repeat(states, it -> repeatRound(loop, env, it));
            case COUNT, EACH -> {
                var flow = new Flow();
                for (var state : states) {
                    for (var heads : run.evaluation.values(loop.heads(), env, state)) {
                        merge(
                                flow,
                                loop.kind() == Statement.Loop.Kind.COUNT
                                        ? count(loop, env, heads)
                                        : each(loop, env, heads));
                    }
                }
                yield flow;
            }
        };
    }

    private static void merge(Flow into, Flow part) {
        into.leave(part);
        into.on.addAll(part.on);
    }

    private Round whileRound(Statement.Loop loop, Env env, List<State> states) {
        var split = run.conditions.split(loop.heads().getFirst(), env, states);
        var flow = run.statements.block(loop.body(), env, split.yes());
        return round(split.no(), flow);
    }

    private Round repeatRound(Statement.Loop loop, Env env, List<State> states) {
        var out = new ArrayList<State>();
        var flow = run.statements.block(loop.body(), env, states, (body, inner) -> {
            var split = run.conditions.split(loop.heads().getFirst(), inner, body.on);
            out.addAll(split.yes());
            body.on.clear();
            body.on.addAll(split.no());
        });
        return round(out, flow);
    }

    /// A `break` ends the loop; nothing else of the kind gets out of it.
    private Round round(List<State> out, Flow flow) {
        var all = Flow.concat(out, flow.broken);
        flow.broken.clear();
        return new Round(all, List.copyOf(run.joins.trim(flow.on)), flow);
    }

    /// Goes round as long as it is sure whether there is one more, and then for any number of times.
    private Flow repeat(List<State> states, Body body) {
        var flow = new Flow();
        var live = states;
        boolean sure = true;
        for (int i = 0; i < MOST_ROUNDS && sure && !live.isEmpty(); i++) {
            var round = body.round(live.stream().map(run::fork).toList());
            sure = round.out().isEmpty() || round.again().isEmpty();
            if (sure) {
                finish(round, flow);
                live = round.again();
            }
        }
        if (!live.isEmpty()) {
            anyTimes(live, body, flow);
        }
        return flow;
    }

    private void finish(Round round, Flow flow) {
        round.flow().on.clear();
        merge(flow, round.flow());
        flow.on.addAll(round.out());
    }

    private void anyTimes(List<State> states, Body body, Flow flow) {
        var head = run.joins.join(states, false);
        for (int pass = 0; ; pass++) {
            var round = body.round(List.of(run.fork(head)));
            if (round.again().isEmpty()) {
                finish(round, flow);
                return;
            }
            var joined = run.joins.join(Flow.concat(List.of(head), round.again()), pass >= PATIENCE);
            if (Joins.isSame(head, joined)) {
                finish(round, flow);
                return;
            }
            head = joined;
        }
    }

    private Flow body(Statement.Loop loop, Env env, List<State> states, Datum... values) {
        var inner = env;
        for (int i = 0; i < loop.symbols().size(); i++) {
            int cell = run.newCell();
            var symbol = loop.symbols().get(i);
            var value = i < values.length ? values[i] : Datum.ANY;
            states.forEach(it -> run.statements.store(it, symbol, cell, value));
            inner = inner.with(symbol, cell);
        }
        var flow = run.statements.block(loop.body(), inner, states);
        for (var symbol : loop.symbols()) {
            if (!symbol.isCaptured()) {
                int cell = inner.cell(symbol);
                flow.on.forEach(it -> it.cells.remove(cell));
            }
        }
        return flow;
    }

    private Flow count(Statement.Loop loop, Env env, Results heads) {
        var step = loop.heads().size() > 2 ? heads.values().get(2) : new Datum.Num(1);
        if (!(heads.values().get(0) instanceof Datum.Num(var from))
                || !(heads.values().get(1) instanceof Datum.Num(var to))
                || !(step instanceof Datum.Num(var by))
                || !(Math.abs((to - from) / by) <= MOST_ROUNDS)) {
            return repeatUnknown(loop, env, heads.state(), Datum.ANY);
        }
        var flow = new Flow();
        var live = List.of(heads.state());
        for (double i = from; (by > 0 ? i <= to : i >= to) && !live.isEmpty(); i += by) {
            var round = round(List.of(), body(loop, env, live, new Datum.Num(i + 0.0)));
            finish(round, flow);
            live = round.again();
        }
        flow.on.addAll(live);
        return flow;
    }

    private Flow repeatUnknown(Statement.Loop loop, Env env, State state, Datum... values) {
        return repeat(List.of(state), states -> {
            var skipped = states.stream().map(run::fork).toList();
            return round(skipped, body(loop, env, states, values));
        });
    }

    private Flow each(Statement.Loop loop, Env env, Results heads) {
        var first = heads.values().get(0);
        if (first instanceof Datum.Api(var path)
                && path.equals("next")
                && heads.values().get(1) instanceof Datum.Table(var id)) {
            first = new Datum.Walker(id, false);
        }
        if (!(first instanceof Datum.Walker(var table, var counted))) {
            run.escapes.lose(heads.state(), heads.values());
            return repeatUnknown(loop, env, heads.state());
        }
        var items = heads.state().items(table);
        if (items.headers()) {
            return repeatUnknown(loop, env, heads.state(), Datum.SOME_TEXT, Datum.ANY);
        }
        if (!items.isClosed() || items.fields().size() > MOST_ROUNDS) {
            return repeatUnknown(loop, env, heads.state());
        }
        return counted || items.length() == items.fields().size()
                ? inTurn(loop, env, heads.state(), table)
                : inAnyOrder(loop, env, heads.state(), items);
    }

    private Flow inTurn(Statement.Loop loop, Env env, State state, int table) {
        var flow = new Flow();
        var live = List.of(state);
        for (int i = 1; !live.isEmpty(); i++) {
            run.spend(1);
            var key = new Datum.Num(i);
            var next = new ArrayList<State>();
            for (var one : live) {
                var value = run.access.read(one, new Datum.Table(table), key);
                if (i > MOST_ROUNDS || value == null || !one.items(table).isClosed()) {
                    merge(flow, repeatUnknown(loop, env, one));
                    continue;
                }
                for (var choice : value.choices()) {
                    next.addAll(turn(loop, env, run.fork(one), key, choice, flow));
                }
            }
            live = run.joins.trim(next);
        }
        return flow;
    }

    /// Goes round once, unless there is nothing left.
    private List<State> turn(Statement.Loop loop, Env env, State state, Datum key, Datum value, Flow flow) {
        var there = List.of(state);
        if (value instanceof Datum.Sent) {
            var split = run.conditions.truth(state, value);
            flow.on.addAll(split.no());
            there = split.yes();
        } else if (value.mayBeNil()) {
            flow.on.add(value.equals(Datum.NIL) ? state : run.fork(state));
        }
        if (value.equals(Datum.NIL) || there.isEmpty()) {
            return List.of();
        }
        var round = round(List.of(), body(loop, env, there, key, value));
        finish(round, flow);
        return round.again();
    }

    /// Nobody knows which comes first.
    private Flow inAnyOrder(Statement.Loop loop, Env env, State state, Items items) {
        return repeat(List.of(state), states -> {
            var flow = new Flow();
            var out = new ArrayList<>(states.stream().map(run::fork).toList());
            for (var field : items.fields().entrySet()) {
                var round = round(
                        List.of(),
                        body(loop, env, states.stream().map(run::fork).toList(), field.getKey(), field.getValue()));
                out.addAll(round.out());
                var again = round.again();
                round.flow().on.clear();
                merge(flow, round.flow());
                flow.on.addAll(again);
            }
            return new Round(out, List.copyOf(run.joins.trim(flow.on)), flow);
        });
    }
}
