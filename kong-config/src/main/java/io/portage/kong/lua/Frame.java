package io.portage.kong.lua;

import io.portage.kong.read.Position;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What LuaJIT keeps of one function while it reads it: it refuses functions that are beyond its limits.
final class Frame {
    private static final int LOCALS = 200;
    private static final int UPVALUES = 60;
    private static final int REGISTERS = 250;

    private boolean varargs;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private final Set<Symbol> upvalues = new LinkedHashSet<>();
    private final Jumps jumps = new Jumps();
    private int locals;
    private int registers;

    /// @param locals how many there were before it
    private record Block(Map<String, Symbol> symbols, int locals) {}

    Frame(boolean varargs) {
        this.varargs = varargs;
    }

    void takeVarargs(boolean there) {
        varargs = there;
    }

    boolean hasVarargs() {
        return varargs;
    }

    Jumps jumps() {
        return jumps;
    }

    /// The variables of outer functions that it uses.
    Set<Symbol> upvalues() {
        return upvalues;
    }

    void open(boolean loop) {
        blocks.push(new Block(new HashMap<>(), locals));
        jumps.open(loop, locals);
    }

    void close() {
        locals = blocks.pop().locals();
        registers = locals;
        jumps.close();
    }

    /// Refuses a variable that would be one too many.
    ///
    /// @param others how many were announced before it and are not declared yet
    void announce(int others, Position at) {
        if (locals + others >= LOCALS) {
            throw new LuaSyntaxException("too many local variables (limit is " + LOCALS + ")", at);
        }
    }

    void declare(Symbol symbol) {
        blocks.element().symbols().put(symbol.name(), symbol);
        hide(1);
    }

    /// Makes room for variables that have no name.
    void hide(int count) {
        locals += count;
        registers = Math.max(registers, locals);
    }

    int locals() {
        return locals;
    }

    @Nullable
    Symbol find(String name) {
        for (var block : blocks) {
            var symbol = block.symbols().get(name);
            if (symbol != null) {
                return symbol;
            }
        }
        return null;
    }

    void capture(Symbol symbol, Position at) {
        if (upvalues.add(symbol) && upvalues.size() > UPVALUES) {
            throw new LuaSyntaxException("too many upvalues (limit is " + UPVALUES + ")", at);
        }
    }

    int registers() {
        return registers;
    }

    /// Takes registers for values that wait for others.
    void reserve(int count, Position at) {
        registers += count;
        if (registers >= REGISTERS) {
            throw new LuaSyntaxException("function or expression needs too many registers", at);
        }
    }

    void release(int to) {
        registers = to;
    }
}
