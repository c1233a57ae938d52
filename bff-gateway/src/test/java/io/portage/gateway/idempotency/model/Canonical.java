package io.portage.gateway.idempotency.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The canonical form of a world: a digest that is the same for worlds that differ in nothing but the names of their
/// attempts, and in what can no longer matter.
final class Canonical {
    /// 128 bits: among ten million worlds, two with the same would be a miracle.
    record Digest(long high, long low) {}

    private final World world;
    private long high;
    private long low;

    private Canonical(World world) {
        this.world = world;
    }

    static Digest of(World world) {
        return new Canonical(world).digest();
    }

    private Digest digest() {
        int count = world.attempts().size();
        var attempts = new Digest[count];
        for (int i = 0; i < count; i++) {
            attempts[i] = attempt(i);
        }
        Arrays.sort(attempts, (one, other) -> Long.compare(one.low, other.low));
        begin();
        row(world.row());
        truth(world.truth());
        ends();
        var service = world.service();
        add(service.effects()).add(service.x().answer()).add(service.x().until());
        add(service.y().answer()).add(service.y().until()).add(world.strays()).add(world.beats());
        for (var attempt : attempts) {
            add(attempt.high).add(attempt.low);
        }
        return new Digest(high, low);
    }

    private void begin() {
        high = 0x243f6a8885a308d3L;
        low = 0x13198a2e03707344L;
    }

    /// Two independent multiplications and shifts, as hash functions mix.
    private Canonical add(long number) {
        high = (high ^ number) * 0x9e3779b97f4a7c15L;
        high ^= high >>> 32;
        low = (low + number) * 0xff51afd7ed558ccdL;
        low ^= low >>> 29;
        return this;
    }

    private Canonical add(boolean yes) {
        return add(yes ? 1 : 2);
    }

    private void row(@Nullable Row row) {
        if (row == null) {
            add(-1);
            return;
        }
        add(row.state().ordinal())
                .add(row.request().ordinal())
                .add(row.queued())
                .add(row.fence());
        // when a mutation that took effect was first tried is told, and decides nothing
        add(row.is(Row.State.RUNNING) || row.is(Row.State.UNKNOWN) ? row.first() : 0);
        add(row.bodyUntil()).add(row.until()).add(row.answer());
        var run = row.run();
        if (run != null) {
            add(run.redriven()).add(run.leaseEnd());
            var before = run.before();
            if (before != null) {
                add(before.request().ordinal()).add(before.agedFrom()).add(before.until());
            }
        }
    }

    private void truth(Truth truth) {
        var request = truth.request();
        var holder = truth.holder();
        var done = truth.done();
        add(truth.life()).add(request == null ? -1 : request.ordinal()).add(truth.fence());
        add(truth.knownUntil()).add(holder == null ? -2 : holder.leaseEnd());
        add(holder == null ? 0 : holder.fence());
        add(done == null ? -1 : done.answer()).add(done == null ? 0 : done.bodyUntil());
        var before = truth.before();
        if (before != null) {
            truth(before);
        }
    }

    /// How the newest attempt ended matters only to words that may come a second time.
    private void ends() {
        if (world.attempts().stream().anyMatch(attempt -> attempt.strays().word() != null)) {
            var row = world.row();
            var end = row == null ? null : row.end();
            var ended = world.truth().ended();
            add(end == null ? -1 : end.verb().ordinal()).add(end != null && end.answered());
            add(ended == null ? -1 : ended.verb().ordinal());
        }
    }

    private boolean isEndedBy(int number) {
        var end = world.row() == null ? null : world.row().end();
        return end != null && end.owner() == number;
    }

    private boolean isKnownToHaveEnded(int number) {
        var ended = world.truth().ended();
        return ended != null && ended.owner() == number;
    }

    private Digest attempt(int number) {
        begin();
        var attempt = world.attempt(number);
        var row = world.row();
        var run = row == null ? null : row.run();
        var holder = world.truth().holder();
        var word = attempt.strays().word();
        boolean over = attempt.is(Attempt.Phase.ENDED);
        add(attempt.phase().ordinal());
        add(run != null && run.owner() == number).add(holder != null && holder.owner() == number);
        add(attempt.strays().claim()).add(attempt.strays().beat());
        add(word == null ? -1 : word.verb().ordinal()).add(word == null ? 0 : word.answer());
        add(word != null && isEndedBy(number)).add(word != null && isKnownToHaveEnded(number));
        if (attempt.strays().claim() || (!over && !attempt.is(Attempt.Phase.NEW))) {
            add(attempt.asked().request().ordinal())
                    .add(attempt.asked().verdict().ordinal());
        }
        add(over && word == null && !attempt.strays().beat() ? 0 : attempt.fence());
        sent(attempt, over);
        return new Digest(high, low);
    }

    private void sent(Attempt attempt, boolean over) {
        var sent = attempt.sent();
        if (over && !sent.pending() && isOfThePast(attempt.life())) {
            return;
        }
        add(sent.maybe()).add(sent.effect()).add(sent.pending()).add(attempt.answer());
        boolean owns = attempt.is(Attempt.Phase.OWNER) || attempt.is(Attempt.Phase.FORWARDED);
        add(owns ? attempt.lease() : 0);
        add(over && attempt.answer() == 0 && !sent.maybe() && !sent.effect() ? 0 : attempt.life());
    }

    private boolean isOfThePast(int life) {
        var before = world.truth().before();
        return life != world.truth().life() && (before == null || life != before.life());
    }
}
