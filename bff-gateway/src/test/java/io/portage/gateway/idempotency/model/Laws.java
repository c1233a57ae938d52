package io.portage.gateway.idempotency.model;

import static io.portage.gateway.idempotency.model.Violation.unless;

import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.model.Call.Verdict;
import io.portage.gateway.idempotency.model.Told.Kind;

/// What must hold, whatever happens. Each law speaks of answers and effects, never of what a record looks like.
final class Laws {
    private Laws() {}

    /// Judges the answer to a claim.
    static void claimed(World world, Call.Claim ask, Told told) {
        var live = world.truth().live();
        if (live != null && live.owner() == ask.owner()) {
            unless(
                    told.equals(new Told(Kind.ACQUIRED, live.fence())),
                    "an owner that asks again must find its own claim");
            return;
        }
        var truth = world.truth().noticed();
        boolean same = ask.request() == truth.request();
        acknowledged(truth, ask, told);
        switch (told.kind()) {
            case ACQUIRED -> acquired(world, truth, ask, told);
            case BUSY ->
                unless(
                        live != null && same && told.number() == live.leaseEnd(),
                        "busy only while another holds the key, for the rest of its lease, and for the same request");
            case REPLAY, TOMBSTONE ->
                unless(same && truth.done() != null, "only what was completed is answered as done, and to its request");
            case MISMATCH -> unless(!truth.known() || !same, "a key must know its own request");
            case UNKNOWN ->
                unless(
                        !truth.known() || (same && truth.done() == null),
                        "unknown is only what was not completed, and only to its request");
            case REFUSED -> refused(world, truth, ask);
            case YES, NO, KNOWN_COMPLETED, KNOWN_TOMBSTONE, KNOWN_RUNNING, KNOWN_UNKNOWN, KNOWN_NOTHING ->
                throw new IllegalStateException(told + " (expected: the answer to a claim)");
        }
    }

    /// Nothing that was acknowledged is lost.
    private static void acknowledged(Truth truth, Call.Claim ask, Told told) {
        if (!truth.known() || truth.done() == null || truth.holder() != null || ask.request() != truth.request()) {
            return;
        }
        if (truth.due() != 0) {
            unless(told.equals(new Told(Kind.REPLAY, truth.due())), "a recorded success is replayed while it is due");
        } else if (truth.mayBeginAnew(ask)) {
            unless(
                    told.is(Kind.ACQUIRED) || told.is(Kind.TOMBSTONE),
                    "a success past its retention is done, or the key begins anew");
        } else {
            unless(told.is(Kind.TOMBSTONE), "a success whose answer is not kept is still done");
        }
    }

    private static void acquired(World world, Truth truth, Call.Claim ask, Told told) {
        boolean same = ask.request() == truth.request();
        unless(truth.live() == null, "one owner at a time");
        unless(ask.verdict() != Verdict.REFUSED || same, "a refused verdict claims no new key");
        if (!truth.known()) {
            return;
        }
        unless(told.number() > truth.fence(), "the fence rises with each attempt");
        if (truth.mayBeginAnew(ask)) {
            return;
        }
        unless(truth.done() == null, "what took effect never runs again");
        unless(
                !world.possible() || (same && !(ask.redrive() instanceof Redrive.Never)),
                "what may have taken effect runs again only as the same request, and where the service knows it");
    }

    private static void refused(World world, Truth truth, Call.Claim ask) {
        unless(ask.verdict() == Verdict.REFUSED, "only a refusing verdict refuses");
        unless(truth.live() == null, "a key that is held is never refused");
        if (truth.known()) {
            unless(truth.done() == null && !world.possible(), "what may have taken effect is never answered refused");
            unless(ask.request() != truth.request(), "the verdict that let a request in is kept");
        }
    }

    /// Judges whether an owner's word was taken.
    static void told(World world, Call.Word word, boolean taken) {
        var truth = world.truth();
        boolean holds = truth.isHeldBy(word.owner(), word.fence());
        boolean again = truth.isEndedBy(word);
        unless(!taken || holds || again, "the word of somebody who no longer holds the key changes nothing");
        unless(taken || !again || !truth.known(), "a word that comes twice is answered as the first time");
        unless(taken || !holds || truth.live() == null, "the word of the holder is taken");
    }

    /// Judges what a look at the key finds.
    static void found(World world, Told told) {
        var truth = world.truth();
        boolean done = truth.known() && truth.done() != null && truth.holder() == null;
        boolean effect = told.is(Kind.KNOWN_COMPLETED) || told.is(Kind.KNOWN_TOMBSTONE);
        unless(effect == done, "completed is what was completed, and nothing else");
        unless(!done || told.number() == truth.due(), "a recorded success is replayed while it is due, and shown");
        unless(!told.is(Kind.KNOWN_RUNNING) || truth.holder() != null, "running is only what somebody holds");
    }

    /// Judges a request to the service that is about to leave.
    static void forwards(World world, int number, Redrive redrive) {
        var life = world.attempt(number).life();
        unless(
                !(redrive instanceof Redrive.Never)
                        || world.others(number)
                                .noneMatch(other ->
                                        other.life() == life && other.sent().maybe()),
                "at most one forward that may take effect, where the service knows no repeats");
    }

    /// Judges an effect at the service.
    static void tookEffect(World world, int number) {
        var life = world.attempt(number).life();
        unless(
                world.others(number)
                        .noneMatch(other -> other.life() == life && other.sent().effect()),
                "at most one effect");
    }

    /// Judges a success that a client is told.
    static void answered(World world, int number, int answer, int life) {
        unless(
                world.others(number)
                        .noneMatch(other -> other.told() && other.life() == life && other.answer() != answer),
                "never two different successful answers for one key");
    }
}
