package io.portage.kong.lua;

import io.portage.kong.read.Position;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something of Lua that has a value.
sealed interface Expression {
    /// `nil`, a boolean, a number.
    record Constant(String text) implements Expression {}

    record Text(String value) implements Expression {}

    record Name(Symbol symbol, Position at) implements Expression {}

    record Index(Expression of, Expression key, Position at) implements Expression {}

    /// @param arguments without the object of a method call, which is the first part of the callee
    record Call(Position at, Expression callee, List<Expression> arguments, boolean method) implements Expression {}

    /// @param captured the variables of outer functions that it, or a function in it, uses
    record Function(List<Symbol> parameters, boolean varargs, List<Statement> body, Set<Symbol> captured)
            implements Expression {}

    record Table(List<Field> fields) implements Expression {}

    /// @param key null for an element of a list
    record Field(@Nullable Expression key, Expression value) {}

    record Concatenation(Expression left, Expression right) implements Expression {}

    /// One of the two.
    ///
    /// @param and whether it is `and`, else `or`
    record Choice(boolean and, Expression left, Expression right) implements Expression {}

    /// Arithmetic and comparison: never more than a number, a boolean or what a metamethod makes of it.
    record Operation(String operator, List<Expression> operands) implements Expression {}

    /// In parentheses: exactly one value, and nothing to assign to.
    record Single(Expression value) implements Expression {}

    record Varargs() implements Expression {}
}
