package io.portage.gateway.idempotency.model;

import io.portage.gateway.idempotency.Redrive;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Time, which goes from one instant that matters to the next: between them nothing would come out differently.
final class PassingTime {
    private final TreeSet<Long> instants = new TreeSet<>();
    private final boolean withinLeases;

    /// @param withinLeases whether anything can happen before the end of a lease that could not at its beginning
    private PassingTime(boolean withinLeases) {
        this.withinLeases = withinLeases;
    }

    static void moves(List<Move> moves, World world, Setting setting) {
        var next = new PassingTime(setting.exact() || world.beats() > 0).next(world, setting);
        if (next != null) {
            moves.add(new Move(
                    "time: " + Duration.ofMillis(next) + " pass",
                    () -> world.later(new Span(next, setting.exact()), setting.oldest())));
        }
    }

    private @Nullable Long next(World world, Setting setting) {
        var row = world.row();
        if (row != null) {
            of(row, setting);
        }
        var truth = world.truth();
        instants.add(truth.knownUntil());
        if (truth.done() != null) {
            instants.add(truth.done().bodyUntil());
        }
        if (truth.holder() != null) {
            leaseEnd(truth.holder().leaseEnd());
        }
        if (setting.redrive() instanceof Redrive.Within) {
            instants.add(world.service().x().until());
            instants.add(world.service().y().until());
        }
        world.attempts().stream()
                .filter(attempt -> attempt.is(Attempt.Phase.OWNER))
                .forEach(attempt -> leaseEnd(attempt.lease()));
        return instants.higher(0L);
    }

    private void of(Row row, Setting setting) {
        instants.add(row.until());
        instants.add(row.bodyUntil());
        var run = row.run();
        if (run != null) {
            leaseEnd(run.leaseEnd());
            var before = run.before();
            if (before != null) {
                instants.add(before.until());
            }
        }
        if (setting.redrive() instanceof Redrive.Within && (run != null || row.is(Row.State.UNKNOWN))) {
            instants.add(row.first() + Times.WINDOW);
        }
    }

    /// A lease holds until after its last instant.
    private void leaseEnd(long end) {
        if (withinLeases) {
            instants.add(end);
        }
        instants.add(end + 1);
    }
}
