package io.portage.kong.lua;

import io.portage.kong.lua.Symbol.Definition;
import java.util.List;

/// Notes what assignments put into variables.
final class Definitions {
    private Definitions() {}

    static void of(Statement.Assignment assignment) {
        var targets = assignment.targets();
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i) instanceof Expression.Name(var symbol, var _)) {
                symbol.assign();
                symbol.define(definition(assignment.values(), i));
            }
        }
    }

    static void assign(List<Symbol> symbols, List<Expression> values) {
        for (int i = 0; i < symbols.size() && !values.isEmpty(); i++) {
            symbols.get(i).define(definition(values, i));
        }
    }

    /// Beyond the last value, a call may have given more than one.
    private static Definition definition(List<Expression> values, int index) {
        return index < values.size() ? new Definition.Value(values.get(index)) : new Definition.Anything();
    }
}
