package io.portage.gateway.idempotency.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goes through a world breadth first, until there is nothing new or a law is broken: by then the way there is the
/// shortest.
public final class Exploration {
    private final Setting setting;
    private final RememberedMachine machine;
    private final Moves moves;
    private final Set<Canonical.Digest> seen = new HashSet<>();
    private final ArrayDeque<Found> border = new ArrayDeque<>();
    private long events;
    private int depth;

    /// The way to a world: the worlds themselves would fill the memory.
    ///
    /// @param move which of the moves of the world before
    private record Way(@Nullable Way before, int move, int length) {}

    private record Found(World world, Way way) {}

    /// What came of it.
    ///
    /// @param states how many worlds there are
    /// @param events how many steps from one to another
    /// @param depth how many events the last new world is away from the first
    /// @param edges every call that was made, and the record it met
    /// @param trace the shortest way to a broken law; null where all laws hold
    public record Result(
            String world,
            long states,
            long events,
            int depth,
            Set<Edge> edges,
            @Nullable String trace) {
        @Override
        public String toString() {
            return world + ": " + states + " states, " + events + " events, depth " + depth + ", " + edges.size()
                    + " distinct calls" + (trace == null ? "" : "\n" + trace);
        }
    }

    private Exploration(Setting setting, Machine machine) {
        this.setting = setting;
        this.machine = new RememberedMachine(machine);
        this.moves = new Moves(setting, this.machine);
    }

    public static Result of(Setting setting, Machine machine) {
        return new Exploration(setting, machine).explored();
    }

    private Result explored() {
        visit(World.first(setting), new Way(null, 0, 0));
        String trace = null;
        while (trace == null && !border.isEmpty()) {
            trace = expanded(border.remove());
        }
        return new Result(setting.name(), seen.size(), events, depth, machine.edges(), trace);
    }

    private @Nullable String expanded(Found found) {
        int next = 0;
        try {
            var all = moves.of(found.world());
            for (; next < all.size(); next++) {
                events++;
                visit(
                        all.get(next).world().get(),
                        new Way(found.way(), next, found.way().length() + 1));
            }
            return null;
        } catch (Violation broken) {
            return "BROKEN: " + broken.getMessage() + trace(new Way(found.way(), next, 0));
        }
    }

    private void visit(World world, Way way) {
        if (seen.add(Canonical.of(world))) {
            depth = way.length();
            border.add(new Found(world, way));
        }
    }

    private String trace(Way last) {
        var choices = new ArrayList<Integer>();
        for (var way = last; way.before() != null; way = way.before()) {
            choices.addFirst(way.move());
        }
        var text = new StringBuilder();
        var world = World.first(setting);
        for (int i = 0; i < choices.size(); i++) {
            var all = possible(world);
            var move = all.isEmpty() ? null : all.get(choices.get(i));
            text.append(String.format("%n  %2d. %s", i + 1, move == null ? "a look at the key" : move.event()));
            if (move != null && i < choices.size() - 1) {
                world = move.world().get();
                text.append("\n        key: ")
                        .append(world.row() == null ? "nothing" : world.row().told());
            }
        }
        return text.toString();
    }

    /// None where already the look at the key breaks a law.
    private List<Move> possible(World world) {
        try {
            return moves.of(world);
        } catch (Violation _) {
            return List.of();
        }
    }
}
