package io.portage.gateway.idempotency.model;

import io.portage.gateway.idempotency.model.Call.Verb;
import io.portage.gateway.idempotency.model.Machine.Outcome;
import io.portage.gateway.idempotency.model.Told.Kind;
import java.util.List;
import java.util.Objects;

/// What happens at the store, with each of its answers judged.
final class StoreMoves {
    private final Machine machine;
    private final boolean onlyHarm;

    /// @param onlyHarm whether nothing is judged here
    StoreMoves(Machine machine, boolean onlyHarm) {
        this.machine = machine;
        this.onlyHarm = onlyHarm;
    }

    /// A claim of which its gateway hears.
    World claimed(World world, int i) {
        var outcome = machine.run(world.row(), world.attempt(i).asked());
        var after = judged(world, i, outcome);
        var attempt = after.attempt(i);
        int life = after.truth().life();
        return after.with(
                i,
                switch (outcome.told().kind()) {
                    case ACQUIRED -> attempt.acquired(outcome.told().number(), life);
                    case BUSY -> attempt.in(Attempt.Phase.CLAIMING);
                    case REPLAY -> replayed(after, i, life, (int) outcome.told().number());
                    default -> attempt.ended(0, 0);
                });
    }

    private static Attempt replayed(World world, int i, int life, int answer) {
        Laws.answered(world, i, answer, life);
        return world.attempt(i).ended(life, answer);
    }

    /// A claim that is executed, and nobody hears of it.
    World claimedUnheard(World world, int i) {
        return judged(world, i, machine.run(world.row(), world.attempt(i).asked()));
    }

    private World judged(World world, int i, Outcome outcome) {
        var ask = world.attempt(i).asked();
        var told = outcome.told();
        if (!onlyHarm) {
            Laws.claimed(world, ask, told);
        }
        return world.keeps(outcome.row(), world.truth().claimed(ask, told));
    }

    World word(World world, Call.Word word) {
        var outcome = machine.run(world.row(), word);
        boolean taken = outcome.told().is(Kind.YES);
        if (!onlyHarm) {
            Laws.told(world, word, taken);
        }
        boolean first = taken && !world.truth().isEndedBy(word);
        return world.keeps(outcome.row(), first ? world.truth().took(word, world.possible()) : world.truth());
    }

    /// A heartbeat, after which its owner knows for how long it may go on; it gives up for good where it was too late.
    World beats(World world, int i) {
        var attempt = world.attempt(i);
        var word = new Call.Word(Verb.HEARTBEAT, i, attempt.fence(), 0);
        boolean held = machine.run(world.row(), word).told().is(Kind.YES);
        return word(world, word).with(i, attempt.leased(held && attempt.lease() >= 0 ? Times.LEASE : -1));
    }

    /// What a store does without being asked; and the one question that changes nothing, in every world.
    void byItself(List<Move> moves, World world) {
        var known = machine.run(world.row(), new Call.Find()).told();
        if (!onlyHarm) {
            Laws.found(world, known);
        }
        var row = world.row();
        if (row == null) {
            return;
        }
        if (row.until() <= 0) {
            moves.add(new Move("store: the record expires", () -> world.keeps(null, world.truth())));
        }
        var swept = machine.swept(row);
        if (!Objects.equals(swept, row)) {
            moves.add(new Move(
                    "store: sweeps", () -> world.keeps(swept, world.truth().noticed())));
        }
    }
}
