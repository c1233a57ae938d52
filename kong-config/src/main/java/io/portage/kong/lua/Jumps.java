package io.portage.kong.lua;

import io.portage.kong.read.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the jumps of one function go: to a label of their block or of one around it, and never past a new variable.
final class Jumps {
    private static final String BREAK = "break";
    private final Deque<Block> blocks = new ArrayDeque<>();

    /// @param start how many variables there are outside it
    private record Block(boolean loop, int start, Map<String, Label> labels, Map<String, List<Pending>> pending) {}

    /// @param variables how many there are where it stands
    private record Label(int variables) {}

    private record Pending(String label, int variables, Position at) {}

    void open(boolean loop, int variables) {
        blocks.push(new Block(loop, variables, new HashMap<>(), new LinkedHashMap<>()));
    }

    void jump(String label, int variables, Position at) {
        var block = blocks.element();
        if (!block.labels().containsKey(label)) {
            block.pending().computeIfAbsent(label, _ -> new ArrayList<>()).add(new Pending(label, variables, at));
        }
    }

    void leaveLoop(int variables, Position at) {
        jump(BREAK, variables, at);
    }

    void refuseTwin(String label, Position at) {
        if (blocks.element().labels().containsKey(label)) {
            throw new LuaSyntaxException("duplicate label '" + label + "'", at);
        }
    }

    /// Notes a label, before what follows it is read.
    void label(String label, int variables) {
        blocks.element().labels().put(label, new Label(variables));
    }

    /// Lets go what jumps forward to a label.
    ///
    /// @param last whether nothing follows it in its block, so that it lies outside all variables of that
    void arrive(String label, int variables, boolean last) {
        var block = blocks.element();
        int there = last ? block.start() : variables;
        block.labels().put(label, new Label(there));
        var waiting = block.pending().remove(label);
        for (var jump : waiting == null ? List.<Pending>of() : waiting) {
            if (jump.variables() < there) {
                throw new LuaSyntaxException("goto " + label + " jumps into the scope of a local", jump.at());
            }
        }
    }

    void close() {
        var block = blocks.pop();
        block.pending().forEach((label, jumps) -> {
            boolean ends = label.equals(BREAK) ? block.loop() : block.labels().containsKey(label);
            if (!ends) {
                jumps.forEach(jump -> leave(jump, block));
            }
        });
    }

    private void leave(Pending jump, Block block) {
        if (blocks.isEmpty()) {
            throw new LuaSyntaxException(
                    jump.label().equals(BREAK) ? "no loop to break" : "undefined label '" + jump.label() + "'",
                    jump.at());
        }
        jump(jump.label(), Math.min(jump.variables(), block.start()), jump.at());
    }
}
