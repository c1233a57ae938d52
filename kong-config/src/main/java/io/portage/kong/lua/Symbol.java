package io.portage.kong.lua;

import java.util.ArrayList;
import java.util.List;

/// A variable, and all that is ever put into it: what it holds does not depend on when one looks.
final class Symbol {
    private final String name;
    private final boolean global;
    private final List<Definition> definitions = new ArrayList<>();
    private int uses;
    private int assignments;
    private boolean captured;
    private boolean assignedInside;

    Symbol(String name, boolean global) {
        this.name = name;
        this.global = global;
    }

    /// What is put into a variable.
    sealed interface Definition {
        /// The value of an expression.
        record Value(Expression expression) implements Definition {}

        /// An element of what an expression holds, as a loop over it gives them.
        record Element(Expression of, boolean key) implements Definition {}

        /// Something that only a run can tell, such as an argument.
        record Anything() implements Definition {}
    }

    String name() {
        return name;
    }

    boolean global() {
        return global;
    }

    List<Definition> definitions() {
        return definitions;
    }

    void define(Definition definition) {
        definitions.add(definition);
    }

    void use() {
        uses++;
    }

    /// How often its value is asked for.
    int uses() {
        return uses;
    }

    void assign() {
        assignments++;
    }

    /// Whether it is given a value after its declaration.
    boolean isAssigned() {
        return assignments > 0;
    }

    void assignInside() {
        assignedInside = true;
    }

    /// Whether an inner function gives it a value.
    boolean isAssignedInside() {
        return assignedInside;
    }

    void capture() {
        captured = true;
    }

    /// Whether an inner function uses it.
    boolean isCaptured() {
        return captured;
    }
}
