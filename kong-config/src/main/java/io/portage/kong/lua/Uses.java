package io.portage.kong.lua;

import io.portage.kong.lua.Symbol.Definition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How variables are used: which tables are only read, and what functions are called with.
final class Uses {
    private static final Set<String> READERS = Set.of("ipairs", "pairs");
    private final Map<Symbol, Integer> reads = new HashMap<>();
    private final Map<Symbol, Expression.Function> functions = new IdentityHashMap<>();
    private final Map<Symbol, Integer> calls = new HashMap<>();
    private final Set<Symbol> parameters = new HashSet<>();
    private final Set<List<Symbol>> known = new HashSet<>();

    private Uses() {}

    static Uses of(List<Statement> program) {
        var uses = new Uses();
        program.forEach(uses::look);
        new Arguments(uses).bind(program);
        uses.known.forEach(uses.parameters::removeAll);
        uses.parameters.forEach(parameter -> parameter.define(new Definition.Anything()));
        return uses;
    }

    /// Whether nobody but loops and lookups ever sees what it holds.
    boolean isReadOnly(Symbol symbol) {
        return reads.getOrDefault(symbol, 0) == symbol.uses();
    }

    /// The function that it always is, where it is only ever called; else null.
    Expression.@Nullable Function function(Symbol symbol) {
        boolean onlyCalled = calls.getOrDefault(symbol, 0) == symbol.uses();
        return onlyCalled && symbol.definitions().size() == 1 ? functions.get(symbol) : null;
    }

    private void look(Statement statement) {
        if (statement instanceof Statement.Local(var symbols, var values, var _)) {
            for (int i = 0; i < Math.min(symbols.size(), values.size()); i++) {
                if (values.get(i) instanceof Expression.Function function) {
                    functions.put(symbols.get(i), function);
                }
            }
        }
        var targets = statement instanceof Statement.Assignment(var written, var _) ? written : List.<Expression>of();
        Tree.expressions(statement).filter(it -> !targets.contains(it)).forEach(this::look);
        targets.stream()
                .filter(Expression.Index.class::isInstance)
                .flatMap(Tree::expressions)
                .forEach(this::look);
        Tree.statements(statement).forEach(this::look);
    }

    private void look(Expression expression) {
        switch (expression) {
            case Expression.Index(Expression.Name(var symbol, var _), var _, var _) -> count(reads, symbol);
            case Expression.Call(var _, Expression.Name(var callee, var _), var arguments, var _) -> {
                count(calls, callee);
                if (callee.global()
                        && READERS.contains(callee.name())
                        && arguments.size() == 1
                        && arguments.getFirst() instanceof Expression.Name(var table, var _)) {
                    count(reads, table);
                }
            }
            case Expression.Operation(var _, var operands) ->
                operands.forEach(operand -> {
                    if (operand instanceof Expression.Name(var symbol, var _)) {
                        count(reads, symbol);
                    }
                });
            case Expression.Function(var symbols, var _, var _, var _) -> parameters.addAll(symbols);
            default -> {
                // no use that matters here
            }
        }
        Tree.expressions(expression).forEach(this::look);
        Tree.statements(expression).forEach(this::look);
    }

    private static void count(Map<Symbol, Integer> counts, Symbol symbol) {
        counts.merge(symbol, 1, Integer::sum);
    }

    /// Puts into parameters what the calls of a function give them, where all calls are known.
    private record Arguments(Uses uses) {
        void bind(List<Statement> program) {
            program.forEach(this::bind);
        }

        private void bind(Statement statement) {
            Tree.expressions(statement).forEach(this::bind);
            Tree.statements(statement).forEach(this::bind);
        }

        private void bind(Expression expression) {
            if (expression
                    instanceof Expression.Call(var _, Expression.Name(var symbol, var _), var arguments, var _)) {
                var function = uses.function(symbol);
                if (function != null) {
                    uses.known.add(function.parameters());
                    bind(function.parameters(), arguments);
                }
            }
            Tree.expressions(expression).forEach(this::bind);
            Tree.statements(expression).forEach(this::bind);
        }

        private static void bind(List<Symbol> parameters, List<Expression> arguments) {
            for (int i = 0; i < parameters.size(); i++) {
                parameters
                        .get(i)
                        .define(
                                i < arguments.size()
                                        ? new Definition.Value(arguments.get(i))
                                        : new Definition.Anything());
            }
        }
    }
}
