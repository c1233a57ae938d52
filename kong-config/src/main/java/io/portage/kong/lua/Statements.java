package io.portage.kong.lua;

import io.portage.kong.lua.Flow.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Does what statements say, on all ways that lead to them.
final class Statements {
    private static final int PATIENCE = 3;
    private final DryRun run;
    private final Loops loops;

    Statements(DryRun run) {
        this.run = run;
        loops = new Loops(run);
    }

    /// The variables that statements see, and those that their block has declared.
    private static final class Scope {
        private Env env;
        private final List<Integer> own = new ArrayList<>();

        Scope(Env env) {
            this.env = env;
        }

        void declare(Symbol symbol, int cell) {
            env = env.with(symbol, cell);
            if (!symbol.isCaptured()) {
                own.add(cell);
            }
        }
    }

    Flow block(List<Statement> body, Env env, List<State> states) {
        var scope = new Scope(env);
        var flow = rest(body, 0, scope, states);
        flow.on.forEach(state -> state.cells.keySet().removeAll(scope.own));
        return flow;
    }

    /// Like a block whose variables a condition behind it sees too.
    Flow block(List<Statement> body, Env env, List<State> states, BiConsumer<Flow, Env> behind) {
        var scope = new Scope(env);
        var flow = rest(body, 0, scope, states);
        behind.accept(flow, scope.env);
        return flow;
    }

    private Flow rest(List<Statement> body, int from, Scope scope, List<State> states) {
        var flow = new Flow();
        var live = states;
        for (int i = from; i < body.size(); i++) {
            if (body.get(i) instanceof Statement.Label(var name)) {
                live = Flow.concat(live, flow.takeJumps(name));
                if (run.isTarget(name)) {
                    run.nest(1);
                    var later = again(body, i, name, scope, live);
                    run.nest(-1);
                    flow.leave(later);
                    flow.on.addAll(later.on);
                    return flow;
                }
            } else if (!live.isEmpty()) {
                run.spend(live.size());
                var part = statement(body.get(i), scope, live);
                flow.leave(part);
                live = run.joins.trim(part.on);
            }
        }
        flow.on.addAll(live);
        return flow;
    }

    /// What follows a label, until those that jump back to it bring nothing new.
    private Flow again(List<Statement> body, int label, String name, Scope scope, List<State> states) {
        var env = scope.env;
        var head = states;
        for (int pass = 0; ; pass++) {
            scope.env = env;
            var flow = rest(body, label + 1, scope, head.stream().map(run::fork).toList());
            var back = flow.takeJumps(name);
            if (back.isEmpty()) {
                return flow;
            }
            var before = run.joins.join(head, false);
            var joined = run.joins.join(Flow.concat(List.of(before), back), pass >= PATIENCE);
            if (pass > 0 && Joins.isSame(before, joined)) {
                return flow;
            }
            head = List.of(joined);
        }
    }

    private Flow statement(Statement statement, Scope scope, List<State> states) {
        var flow = new Flow();
        switch (statement) {
            case Statement.Local local -> local(local, scope, states, flow);
            case Statement.Assignment(var targets, var values) ->
                states.forEach(it -> assignment(targets, values, scope.env, it, flow));
            case Statement.Invocation(var call) ->
                states.forEach(
                        it -> run.invocations.call(call, scope.env, it).forEach(result -> flow.on.add(result.state())));
            case Statement.Block(var body) -> {
                return block(body, scope.env, states);
            }
            case Statement.Loop loop -> {
                return loops.loop(loop, scope.env, states);
            }
            case Statement.If(var branches) -> branches(branches, scope.env, states, flow);
            case Statement.Return(var values) ->
                states.forEach(it -> flow.returned.addAll(run.evaluation.values(values, scope.env, it)));
            case Statement.Break _ -> flow.broken.addAll(states);
            case Statement.Goto(var label) -> flow.jump(label).addAll(states);
            case Statement.Label _ -> flow.on.addAll(states);
        }
        return flow;
    }

    private void branches(List<Statement.Branch> branches, Env env, List<State> states, Flow flow) {
        var left = states;
        for (var branch : branches) {
            var split = run.conditions.split(branch.condition(), env, left);
            if (!split.yes().isEmpty()) {
                var part = block(branch.body(), env, split.yes());
                flow.leave(part);
                flow.on.addAll(part.on);
            }
            left = split.no();
        }
        flow.on.addAll(left);
    }

    private void local(Statement.Local local, Scope scope, List<State> states, Flow flow) {
        var outer = scope.env;
        var cells = new ArrayList<Integer>();
        for (var symbol : local.symbols()) {
            cells.add(run.newCell());
            scope.declare(symbol, cells.getLast());
        }
        var env = local.recursive() ? scope.env : outer;
        for (var state : states) {
            for (var values : run.evaluation.values(local.values(), env, state)) {
                for (int i = 0; i < cells.size(); i++) {
                    store(
                            values.state(),
                            local.symbols().get(i),
                            cells.get(i),
                            values.values().get(i));
                }
                flow.on.add(values.state());
            }
        }
    }

    /// Puts a value into a variable; what nobody can look after is lost there.
    void store(State state, Symbol symbol, int cell, Datum value) {
        if (run.hindsight.isShared(symbol)) {
            run.escapes.lose(state, value);
        } else {
            state.cells.put(cell, value);
        }
    }

    private void assignment(List<Expression> targets, List<Expression> values, Env env, State state, Flow flow) {
        var parts = targets.stream()
                .filter(Expression.Index.class::isInstance)
                .flatMap(Tree::expressions)
                .toList();
        for (var places : each(parts, env, state)) {
            for (var given : run.evaluation.values(values, env, places.state())) {
                if (assign(targets, places.values(), given.values(), env, given.state())) {
                    flow.on.add(given.state());
                } else {
                    run.raise(given.state());
                }
            }
        }
    }

    /// Exactly one value of each.
    private List<Results> each(List<Expression> parts, Env env, State state) {
        return run.evaluation.values(
                parts.stream().<Expression>map(Expression.Single::new).toList(), env, state);
    }

    private boolean assign(List<Expression> targets, Datums places, Datums values, Env env, State state) {
        boolean done = true;
        int place = places.list().size();
        // LuaJIT begins with the last
        for (int i = targets.size() - 1; i >= 0; i--) {
            if (targets.get(i) instanceof Expression.Name(var symbol, var _)) {
                if (symbol.global()) {
                    state.globals.put(symbol, values.get(i));
                } else {
                    store(state, symbol, env.cell(symbol), values.get(i));
                }
            } else if (targets.get(i) instanceof Expression.Index(var _, var _, var at)) {
                run.at(at);
                place -= 2;
                done &= run.access.write(state, places.get(place), places.get(place + 1), values.get(i));
            }
        }
        return done;
    }
}
