package io.portage.kong.lua;

import io.portage.kong.lua.LuaOutline.CallSite;
import io.portage.kong.lua.LuaOutline.Write;
import io.portage.kong.read.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks over code and notes its calls and writes.
final class OutlineWalk {
    private final Values values;
    private final List<CallSite> calls = new ArrayList<>();
    private final List<Write> globals = new ArrayList<>();
    private final List<Write> state = new ArrayList<>();
    private final Set<Symbol> ofFile = new HashSet<>();
    private String function = "";
    private int depth;

    OutlineWalk(Values values) {
        this.values = values;
    }

    LuaOutline outline(List<Statement> program) {
        program.forEach(this::statement);
        return new LuaOutline(calls, globals, state, null);
    }

    private void statement(Statement statement) {
        switch (statement) {
            case Statement.Local(var symbols, var given, var _) -> {
                if (depth == 0) {
                    ofFile.addAll(symbols);
                }
                for (int i = 0; i < given.size(); i++) {
                    value(given.get(i), i < symbols.size() ? symbols.get(i).name() : "");
                }
            }
            case Statement.Assignment(var targets, var given) -> {
                for (int i = 0; i < given.size(); i++) {
                    value(given.get(i), i < targets.size() ? nameOf(targets.get(i)) : "");
                }
                targets.forEach(this::target);
            }
            default -> {
                Tree.expressions(statement).forEach(expression -> value(expression, ""));
                Tree.statements(statement).forEach(this::statement);
            }
        }
    }

    private static String nameOf(Expression target) {
        return switch (target) {
            case Expression.Name(var symbol, var _) -> symbol.name();
            case Expression.Index(var _, Expression.Text(var key), var _) -> key;
            default -> "";
        };
    }

    private void target(Expression target) {
        if (target instanceof Expression.Name(var symbol, var place)) {
            if (symbol.global()) {
                globals.add(new Write(symbol.name(), place, function));
            }
            kept(symbol, place);
        } else if (target instanceof Expression.Index(var of, var key, var place)) {
            value(of, "");
            value(key, "");
            var root = rootOf(of);
            if (root != null) {
                kept(root, place);
            }
        }
    }

    private void kept(Symbol symbol, Position place) {
        if (depth > 0
                && ofFile.contains(symbol)
                && !(values.of(new Expression.Name(symbol, place)) instanceof Value.Api)) {
            state.add(new Write(symbol.name(), place, function));
        }
    }

    private static @Nullable Symbol rootOf(Expression expression) {
        return switch (expression) {
            case Expression.Name(var symbol, var _) -> symbol;
            case Expression.Index(var of, var _, var _) -> rootOf(of);
            default -> null;
        };
    }

    private void value(Expression expression, String name) {
        switch (expression) {
            case Expression.Function(var _, var _, var body, var _) -> inside(name, body);
            case Expression.Table(var fields) ->
                fields.forEach(field ->
                        value(field.value(), field.key() instanceof Expression.Text(var key) ? key : ""));
            default -> {
                if (expression instanceof Expression.Call call) {
                    call(call);
                }
                Tree.expressions(expression).forEach(part -> value(part, ""));
            }
        }
    }

    private void inside(String name, List<Statement> body) {
        var outer = function;
        function = outer.isEmpty() ? name : outer;
        depth++;
        body.forEach(this::statement);
        depth--;
        function = outer;
    }

    private void call(Expression.Call call) {
        if (values.of(call.callee()) instanceof Value.Api(var path)) {
            var first = call.arguments().isEmpty()
                    ? Value.OTHER
                    : values.of(call.arguments().getFirst());
            var text = first instanceof Value.Texts(var texts) && texts.size() == 1
                    ? texts.iterator().next()
                    : "";
            calls.add(new CallSite(path, call.at(), function, text));
        }
    }
}
