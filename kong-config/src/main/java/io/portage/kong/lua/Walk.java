package io.portage.kong.lua;

import io.portage.kong.lua.Expression.Call;
import io.portage.kong.lua.Scan.Ends;
import io.portage.kong.read.Position;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Walks over code, notes the calls that touch headers, and finds where power over headers gets out of sight.
final class Walk {
    private final Values values;
    private final Notes notes;
    private final Calls calls;
    private String function = "";
    private int conditions;
    private boolean left;

    Walk(Values values, Predicate<String> harmless) {
        this.values = values;
        this.notes = new Notes();
        this.calls = new Calls(values, notes, harmless);
    }

    Scan scan() {
        return notes.scan();
    }

    /// Statements that run whenever the code does.
    void main(List<Statement> body) {
        body.forEach(this::statement);
    }

    private void statement(Statement statement) {
        switch (statement) {
            case Statement.Local local -> local(local);
            case Statement.Assignment assignment -> assignment(assignment);
            case Statement.Invocation(var call) -> expression(call, true);
            case Statement.Block(var body) -> main(body);
            case Statement.Loop(var _, var _, var heads, var body) -> {
                heads.forEach(head -> expression(head, true));
                sometimes(() -> main(body));
            }
            case Statement.If(var branches) -> branches.forEach(this::branch);
            case Statement.Return(var results) -> returned(results);
            case Statement.Break _, Statement.Goto _, Statement.Label _ -> left = left || conditions > 0;
        }
    }

    private void branch(Statement.Branch branch) {
        expression(branch.condition(), true);
        if (branch.condition() instanceof Expression.Constant(var text)
                && (text.equals("nil") || text.equals("false"))) {
            return;
        }
        sometimes(() -> main(branch.body()));
    }

    private void sometimes(Runnable part) {
        conditions++;
        part.run();
        conditions--;
    }

    private void local(Statement.Local local) {
        for (int i = 0; i < local.values().size(); i++) {
            var value = local.values().get(i);
            boolean named = i < local.symbols().size();
            if (named && value instanceof Expression.Function code) {
                var symbol = local.symbols().get(i);
                if (symbol.uses() > 0) {
                    named(symbol.name(), code);
                }
            } else {
                expression(value, named);
            }
        }
    }

    private void assignment(Statement.Assignment assignment) {
        var targets = assignment.targets();
        for (int i = 0; i < assignment.values().size(); i++) {
            var target = i < targets.size() ? targets.get(i) : null;
            var value = assignment.values().get(i);
            if (value instanceof Expression.Function code) {
                named(nameOf(target), code);
            } else {
                expression(value, target instanceof Expression.Name(var symbol, var _) && !symbol.global());
            }
        }
        targets.forEach(this::target);
    }

    private String nameOf(@Nullable Expression target) {
        return switch (target) {
            case Expression.Name(var symbol, var _) -> symbol.name();
            case Expression.Index(var _, Expression.Text(var key), var _) -> key;
            case null, default -> "";
        };
    }

    private void target(Expression target) {
        if (target instanceof Expression.Index(var of, var key, var at)) {
            expression(of, true);
            expression(key, true);
            calls.written(values.of(of), values.of(key), at);
        }
    }

    private void returned(List<Expression> results) {
        for (var result : results) {
            if (result instanceof Expression.Function(var _, var _, var body, var _) && conditions == 0) {
                left = false;
                main(body);
            } else {
                expression(result, false);
            }
        }
        left = left || conditions > 0;
    }

    private void named(String name, Expression.Function code) {
        var outer = function;
        function = outer.isEmpty() ? name : outer;
        boolean leftBefore = left;
        sometimes(() -> main(code.body()));
        left = leftBefore;
        function = outer;
    }

    /// @param tracked whether what it is stays in sight: called, looked into, compared, or named
    private void expression(Expression expression, boolean tracked) {
        switch (expression) {
            case Call call -> call(call);
            case Expression.Function code -> named("", code);
            case Expression.Single(var value) -> expression(value, tracked);
            case Expression.Choice(var _, var one, var other) -> {
                expression(one, tracked);
                sometimes(() -> expression(other, tracked));
            }
            case Expression.Index(var of, var key, var at) -> {
                expression(of, true);
                expression(key, true);
                kept(expression, tracked, at);
            }
            case Expression.Name(var _, var at) -> kept(expression, tracked, at);
            case Expression.Operation _, Expression.Concatenation _ ->
                Tree.expressions(expression).forEach(part -> expression(part, true));
            case Expression.Table table -> table(table);
            case Expression.Constant _, Expression.Text _, Expression.Varargs _ -> {
                // nothing in it
            }
        }
    }

    private void table(Expression.Table table) {
        for (var field : table.fields()) {
            if (field.key() != null) {
                expression(field.key(), true);
            }
            if (field.value() instanceof Expression.Function code) {
                named(field.key() instanceof Expression.Text(var key) ? key : "", code);
            } else {
                expression(field.value(), false);
            }
        }
    }

    private void kept(Expression expression, boolean tracked, Position at) {
        if (!tracked && values.of(expression) instanceof Value.Api api && api.isPowerful()) {
            notes.reason("hands on " + api.path(), at);
        }
    }

    private void call(Call call) {
        expression(call.callee(), true);
        var meaning = values.of(call.callee()) instanceof Value.Api(var path) ? Meaning.of(path) : Meaning.HARMLESS;
        for (int i = 0; i < call.arguments().size(); i++) {
            boolean watched = meaning == Meaning.LOOKS || (meaning == Meaning.CALLS && i == 0);
            expression(call.arguments().get(i), watched);
        }
        calls.called(call, function, conditions > 0 || left ? Ends.SOMETIMES : Ends.ALWAYS);
    }
}
