package io.portage.kong.lua;

import org.jspecify.annotations.Nullable;

/// Which cell each local variable has that a piece of code sees.
final class Env {
    static final Env EMPTY = new Env(null, new Symbol("", false), -1);

    private final @Nullable Env outer;
    private final Symbol symbol;
    private final int cell;

    private Env(@Nullable Env outer, Symbol symbol, int cell) {
        this.outer = outer;
        this.symbol = symbol;
        this.cell = cell;
    }

    Env with(Symbol declared, int itsCell) {
        return new Env(this, declared, itsCell);
    }

    int cell(Symbol wanted) {
        for (Env env = this; env != null; env = env.outer) {
            if (env.symbol == wanted) {
                return env.cell;
            }
        }
        throw new IllegalStateException(wanted.name() + ": no such variable (expected: one that is declared)");
    }
}
