package io.portage.kong.lua;

import java.util.ArrayList;
import java.util.List;

/// Reads what gives variables their values, and calls, which begin like that.
final class AssignmentParser {
    private final Words words;
    private final Scopes scopes;
    private final ExpressionParser expressions;
    private final ExpressionParser.FunctionParser functions;

    AssignmentParser(
            Words words, Scopes scopes, ExpressionParser expressions, ExpressionParser.FunctionParser functions) {
        this.words = words;
        this.scopes = scopes;
        this.expressions = expressions;
        this.functions = functions;
    }

    /// @param others how many variables come before them
    List<Symbol> names(int others) {
        var symbols = new ArrayList<Symbol>();
        do {
            scopes.frame().announce(others + symbols.size(), words.peek().at());
            symbols.add(new Symbol(words.name(), false));
        } while (words.skip(","));
        return symbols;
    }

    Statement local() {
        words.take();
        if (words.skip("function")) {
            scopes.frame().announce(0, words.peek().at());
            var symbol = new Symbol(words.name(), false);
            scopes.declare(symbol);
            var values = List.<Expression>of(functions.body(false));
            Definitions.assign(List.of(symbol), values);
            return new Statement.Local(List.of(symbol), values, true);
        }
        var symbols = names(0);
        List<Expression> values = words.skip("=") ? expressions.list() : List.of();
        adjust(symbols.size(), values.size());
        symbols.forEach(scopes::declare);
        Definitions.assign(symbols, values);
        return new Statement.Local(symbols, values, false);
    }

    /// Where there are not as many values as targets, all of them wait in registers.
    private void adjust(int targets, int values) {
        if (targets != values) {
            scopes.frame()
                    .reserve(
                            values == 0 ? targets : 1 + Math.max(0, targets - values),
                            words.peek().at());
        }
    }

    Statement function() {
        words.take();
        var at = words.peek().at();
        Expression target = new Expression.Name(scopes.find(words.name(), at), at);
        boolean method = false;
        while (!method && (words.at(".") || words.at(":"))) {
            method = words.take().is(":");
            target = new Expression.Index(target, new Expression.Text(words.name()), at);
        }
        var assignment = new Statement.Assignment(List.of(target), List.of(functions.body(method)));
        assigned(assignment);
        return assignment;
    }

    private void assigned(Statement.Assignment assignment) {
        Definitions.of(assignment);
        for (var target : assignment.targets()) {
            if (target instanceof Expression.Name(var symbol, var _)
                    && scopes.frame().upvalues().contains(symbol)) {
                symbol.assignInside();
            }
        }
    }

    Statement simple() {
        var at = words.peek().at();
        var first = expressions.suffixed();
        if (first instanceof Expression.Call call && !words.at("=") && !words.at(",")) {
            return new Statement.Invocation(call);
        }
        var targets = new ArrayList<>(List.of(first));
        while (words.skip(",")) {
            reserve(targets.getLast());
            targets.add(expressions.suffixed());
            words.check(targets.size() - 1, "variable names");
        }
        if (!targets.stream().allMatch(it -> it instanceof Expression.Name || it instanceof Expression.Index)) {
            throw new LuaSyntaxException("syntax error: neither a call nor an assignment", at);
        }
        words.expect("=");
        reserve(targets.getLast());
        var assignment = new Statement.Assignment(targets, expressions.list());
        adjust(targets.size(), assignment.values().size());
        assigned(assignment);
        return assignment;
    }

    /// What is written into waits in a register, unless it is a local variable.
    private void reserve(Expression target) {
        if (target instanceof Expression.Index(var of, var key, var at)) {
            scopes.frame()
                    .reserve((isLocal(of) ? 0 : 1) + (key instanceof Expression.Text || isLocal(key) ? 0 : 1), at);
        }
    }

    private static boolean isLocal(Expression expression) {
        return expression instanceof Expression.Name(var symbol, var _) && !symbol.global();
    }
}
