package io.portage.kong.lua;

import java.util.List;

/// Something of Lua that is done.
sealed interface Statement {
    /// Names are defined with their values when they are read; the values are kept to be looked at.
    ///
    /// @param recursive whether the value, a function, knows the name
    record Local(List<Symbol> symbols, List<Expression> values, boolean recursive) implements Statement {}

    record Assignment(List<Expression> targets, List<Expression> values) implements Statement {}

    record Invocation(Expression.Call call) implements Statement {}

    record Block(List<Statement> body) implements Statement {}

    /// A body that runs any number of times.
    ///
    /// @param symbols what a `for` declares
    /// @param heads a condition, or what a `for` counts or walks along
    record Loop(Kind kind, List<Symbol> symbols, List<Expression> heads, List<Statement> body) implements Statement {
        enum Kind {
            WHILE,
            REPEAT,
            COUNT,
            EACH
        }
    }

    record If(List<Branch> branches) implements Statement {}

    /// @param condition `true` for else
    record Branch(Expression condition, List<Statement> body) {}

    record Return(List<Expression> values) implements Statement {}

    record Break() implements Statement {}

    record Goto(String label) implements Statement {}

    record Label(String name) implements Statement {}
}
