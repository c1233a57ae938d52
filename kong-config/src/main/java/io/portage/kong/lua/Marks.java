package io.portage.kong.lua;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is worth knowing of code before it is gone through.
///
/// @param targets labels that something jumps to
/// @param globals global variables that are written
/// @param lasting variables that inner functions write
record Marks(Set<String> targets, Set<String> globals, Set<Symbol> lasting) {
    static Marks of(List<Statement> program) {
        var marks = new Marks(new HashSet<>(), new HashSet<>(), new HashSet<>());
        program.forEach(marks::look);
        return marks;
    }

    private void look(Statement statement) {
        if (statement instanceof Statement.Goto(var label)) {
            targets.add(label);
        }
        if (statement instanceof Statement.Assignment(var written, var _)) {
            for (var target : written) {
                if (target instanceof Expression.Name(var symbol, var _)) {
                    note(symbol);
                }
            }
        }
        Tree.expressions(statement).forEach(this::look);
        Tree.statements(statement).forEach(this::look);
    }

    private void note(Symbol symbol) {
        if (symbol.global()) {
            globals.add(symbol.name());
        }
        if (symbol.isAssignedInside()) {
            lasting.add(symbol);
        }
    }

    private void look(Expression expression) {
        Tree.expressions(expression).forEach(this::look);
        Tree.statements(expression).forEach(this::look);
    }
}
