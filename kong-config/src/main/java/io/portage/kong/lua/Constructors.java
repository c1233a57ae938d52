package io.portage.kong.lua;

import io.portage.kong.lua.Expression.Field;
import io.portage.kong.lua.Flow.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes tables of what stands in braces.
final class Constructors {
    private final DryRun run;

    Constructors(DryRun run) {
        this.run = run;
    }

    /// A way and what is in its table so far.
    ///
    /// @param lost what is there under keys that nobody knows
    private record Draft(State state, Map<Datum, Datum> fields, List<Datum> lost) {
        Draft on(State next) {
            return state == next ? this : new Draft(next, new LinkedHashMap<>(fields), new ArrayList<>(lost));
        }
    }

    List<Result> table(Expression.Table table, Env env, State state) {
        List<Draft> drafts = new ArrayList<>(List.of(new Draft(state, new LinkedHashMap<>(), new ArrayList<>())));
        int number = 0;
        var last = table.fields().isEmpty() ? null : table.fields().getLast();
        for (var field : table.fields()) {
            number += field.key() == null ? 1 : 0;
            var next = new ArrayList<Draft>();
            for (var draft : drafts) {
                next.addAll(
                        field == last && field.key() == null
                                ? rest(draft, field, number, env)
                                : add(draft, field, number, env));
            }
            drafts = next;
            if (drafts.size() > Joins.MOST_WAYS) {
                throw new DryRun.TooMuch();
            }
        }
        return drafts.stream().map(this::made).toList();
    }

    private List<Draft> add(Draft draft, Field field, int number, Env env) {
        var drafts = new ArrayList<Draft>();
        var keys = field.key() == null
                ? List.of(new Result(draft.state(), new Datum.Num(number)))
                : run.evaluation.value(field.key(), env, draft.state());
        for (var key : keys) {
            for (var value : run.evaluation.value(field.value(), env, key.state())) {
                if (key.value().equals(Datum.NIL)) {
                    run.raise(value.state());
                    continue;
                }
                if (key.value().mayBeNil()) {
                    run.mayRaise(value.state());
                }
                var next = draft.on(value.state());
                put(next, key.value(), value.value());
                drafts.add(next);
            }
        }
        return drafts;
    }

    private void put(Draft draft, Datum key, Datum value) {
        if (!key.isConstant()) {
            draft.lost().add(value);
        } else if (value.equals(Datum.NIL)) {
            draft.fields().remove(key);
        } else {
            draft.fields().put(key, value);
        }
        if (key instanceof Datum.Text(var name) && name.startsWith("__") && !name.equals("__index")) {
            run.escapes.lose(draft.state(), value);
        }
    }

    /// The last element of a list may stand for many.
    private List<Draft> rest(Draft draft, Field field, int number, Env env) {
        var drafts = new ArrayList<Draft>();
        for (var values : run.evaluation.many(field.value(), env, draft.state())) {
            var next = draft.on(values.state());
            for (int i = 0; i < values.values().list().size(); i++) {
                put(next, new Datum.Num(number + i), values.values().get(i));
            }
            if (values.values().open()) {
                next.lost().add(Datum.ANY);
            }
            drafts.add(next);
        }
        return drafts;
    }

    private Result made(Draft draft) {
        run.spend(1 + draft.fields().size() / 8);
        var table = run.newTable(draft.state(), new Items(draft.fields(), false, false, null));
        if (!draft.lost().isEmpty()) {
            draft.lost().forEach(it -> run.escapes.lose(draft.state(), it));
            run.escapes.lose(draft.state(), table);
        }
        return new Result(draft.state(), table);
    }
}
