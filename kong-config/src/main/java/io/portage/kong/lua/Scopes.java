package io.portage.kong.lua;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Which variable a name means, while code is read.
final class Scopes {
    private final Deque<Map<String, Symbol>> open = new ArrayDeque<>();
    private final Map<String, Symbol> globals = new HashMap<>();

    void open() {
        open.push(new HashMap<>());
    }

    void close() {
        open.pop();
    }

    /// A new variable; names mean it from here on.
    void declare(Symbol symbol) {
        open.element().put(symbol.name(), symbol);
    }

    Symbol find(String name) {
        for (var scope : open) {
            var symbol = scope.get(name);
            if (symbol != null) {
                return symbol;
            }
        }
        return globals.computeIfAbsent(name, global -> new Symbol(global, true));
    }
}
