package io.portage.kong.lua;

import io.portage.kong.read.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Which variable a name means, while code is read.
final class Scopes {
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Map<String, Symbol> globals = new HashMap<>();

    Frame frame() {
        return frames.element();
    }

    void openFunction(boolean varargs) {
        frames.push(new Frame(varargs));
        open();
    }

    /// The variables of outer functions that the function uses which ends here.
    Set<Symbol> closeFunction() {
        close();
        return frames.pop().upvalues();
    }

    void open() {
        frame().open(false);
    }

    void openLoop() {
        frame().open(true);
    }

    void close() {
        frame().close();
    }

    /// A new variable; names mean it from here on.
    void declare(Symbol symbol) {
        frame().declare(symbol);
    }

    /// The variable of that name; it becomes one of each function on the way to where it was declared.
    Symbol find(String name, Position at) {
        for (var frame : frames) {
            var symbol = frame.find(name);
            if (symbol != null) {
                capture(symbol, frame, at);
                return symbol;
            }
        }
        return globals.computeIfAbsent(name, global -> new Symbol(global, true));
    }

    private void capture(Symbol symbol, Frame owner, Position at) {
        for (var frame : frames) {
            if (frame == owner) {
                return;
            }
            symbol.capture();
            frame.capture(symbol, at);
        }
    }
}
