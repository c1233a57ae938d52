package io.portage.kong.lua;

import java.util.List;

/// Something of Lua that is done.
sealed interface Statement {
    /// Names are defined with their values when they are read; the values are kept to be looked at.
    record Local(List<Symbol> symbols, List<Expression> values) implements Statement {}

    record Assignment(List<Expression> targets, List<Expression> values) implements Statement {}

    record Invocation(Expression.Call call) implements Statement {}

    record Block(List<Statement> body) implements Statement {}

    /// A body that runs any number of times.
    record Loop(List<Expression> heads, List<Statement> body) implements Statement {}

    record If(List<Branch> branches) implements Statement {}

    /// @param condition `true` for else
    record Branch(Expression condition, List<Statement> body) {}

    record Return(List<Expression> values) implements Statement {}

    /// `break`, `goto`, a label, an empty statement.
    record Jump() implements Statement {}
}
