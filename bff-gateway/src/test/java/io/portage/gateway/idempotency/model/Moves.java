package io.portage.gateway.idempotency.model;

import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.model.Call.Verb;
import java.util.ArrayList;
import java.util.List;

/// Everything that may happen next in a world: what clients, gateways, the service and the store do, each by itself.
final class Moves {
    private final Setting setting;
    private final StoreMoves store;

    Moves(Setting setting, Machine machine) {
        this.setting = setting;
        this.store = new StoreMoves(machine, setting.onlyHarm());
    }

    List<Move> of(World world) {
        var moves = new ArrayList<Move>();
        boolean mayBegin = true;
        for (int i = 0; i < world.attempts().size(); i++) {
            var attempt = world.attempt(i);
            if (!attempt.is(Attempt.Phase.NEW)) {
                attempt(moves, world, i, attempt);
            } else if (mayBegin) {
                begins(moves, world, i);
                mayBegin = false;
            }
        }
        store.byItself(moves, world);
        PassingTime.moves(moves, world, setting);
        return moves;
    }

    private void attempt(List<Move> moves, World world, int i, Attempt attempt) {
        switch (attempt.phase()) {
            case CLAIMING -> claiming(moves, world, i);
            case OWNER -> owner(moves, world, i, attempt);
            case FORWARDED -> forwarded(moves, world, i, attempt);
            case STALLED -> unsuccessful(moves, world, i, new Attempt.Sent(true, false, false));
            case SUCCEEDED -> succeeded(moves, world, i, attempt);
            case NEW, ENDED -> {}
        }
        astray(moves, world, i, attempt);
    }

    private static Call.Word word(Verb verb, int i, Attempt attempt) {
        return new Call.Word(verb, i, attempt.fence(), 0);
    }

    private void begins(List<Move> moves, World world, int i) {
        for (var ask : setting.asks()) {
            var claim = setting.claim(i, ask);
            var asks = world.with(
                    i,
                    new Attempt(Attempt.Phase.CLAIMING, claim, 0, 0, 0, Attempt.Sent.NOTHING, 0, Attempt.Strays.NONE));
            var who = Attempt.name(i) + ": client sends " + ask.request() + ", " + ask.verdict() + "; claim ";
            moves.add(new Move(who + "answered", () -> store.claimed(asks, i)));
            moves.add(new Move(who + "executed, its answer lost", () -> store.claimedUnheard(asks, i)));
            if (world.strays() > 0) {
                moves.add(new Move(
                        who + "answered, a second delivery still under way",
                        () -> store.claimed(
                                asks.oneAstray().with(i, asks.attempt(i).withStrayClaim(true)), i)));
                moves.add(new Move(
                        who + "held up, its gateway gives up",
                        () -> asks.oneAstray()
                                .with(i, asks.attempt(i).withStrayClaim(true).ended(0, 0))));
            }
        }
    }

    private void claiming(List<Move> moves, World world, int i) {
        moves.add(new Move(Attempt.name(i) + ": claim sent again, answered", () -> store.claimed(world, i)));
        moves.add(new Move(
                Attempt.name(i) + ": gives up",
                () -> world.with(i, world.attempt(i).ended(0, 0))));
    }

    private void owner(List<Move> moves, World world, int i, Attempt attempt) {
        var who = Attempt.name(i);
        if (setting.late() || attempt.lease() >= 0) {
            moves.add(new Move(who + ": forwards to the service", () -> {
                Laws.forwards(world, i, setting.redrive());
                return world.with(i, attempt.in(Attempt.Phase.FORWARDED).sent(new Attempt.Sent(true, false, false)));
            }));
        }
        settling(moves, world, i, Attempt.Sent.NOTHING, word(Verb.RELEASE, i, attempt), "could not send");
        beats(moves, world, i, attempt);
    }

    private void forwarded(List<Move> moves, World world, int i, Attempt attempt) {
        var who = Attempt.name(i);
        if (!(setting.redrive() instanceof Redrive.Always) || remembered(world, attempt) == 0) {
            moves.add(new Move(who + ": the service answers with success", () -> served(world, i)));
        }
        unsuccessful(moves, world, i, new Attempt.Sent(true, false, true));
        beats(moves, world, i, attempt);
    }

    /// @param unheard what became of the request where no answer comes
    private void unsuccessful(List<Move> moves, World world, int i, Attempt.Sent unheard) {
        var attempt = world.attempt(i);
        settling(moves, world, i, Attempt.Sent.NOTHING, word(Verb.RELEASE, i, attempt), "no effect, says the service");
        settling(moves, world, i, unheard, word(Verb.ABANDON, i, attempt), "no answer from the service");
    }

    private static int remembered(World world, Attempt attempt) {
        return world.service().remembered(attempt.asked().request());
    }

    private World served(World world, int i) {
        var attempt = world.attempt(i);
        int known = remembered(world, attempt);
        var after = known != 0 ? world : takesEffect(world, i);
        return after.with(
                i,
                after.attempt(i)
                        .in(Attempt.Phase.SUCCEEDED)
                        .answered(known != 0 ? known : after.service().effects()));
    }

    private World takesEffect(World world, int i) {
        Laws.tookEffect(world, i);
        var attempt = world.attempt(i);
        return world.served(world.service().took(attempt.asked().request(), setting.redrive()))
                .with(i, attempt.sent(new Attempt.Sent(true, true, false)));
    }

    private void beats(List<Move> moves, World world, int i, Attempt attempt) {
        if (world.beats() == 0 || attempt.lease() == Times.LEASE) {
            return;
        }
        var who = Attempt.name(i) + ": heartbeat ";
        moves.add(new Move(who + "answered", () -> store.beats(world.oneBeat(), i)));
        if (world.strays() > 0 && !attempt.strays().beat()) {
            moves.add(
                    new Move(who + "held up", () -> world.oneBeat().oneAstray().with(i, attempt.withStrayBeat(true))));
        }
    }

    private void succeeded(List<Move> moves, World world, int i, Attempt attempt) {
        var word = new Call.Word(Verb.COMPLETE, i, attempt.fence(), attempt.answer());
        settling(moves, world, i, attempt.sent(), word, "has an answer");
        moves.add(new Move(
                Attempt.name(i) + ": crashes with the answer in its hands",
                () -> world.with(i, attempt.ended(attempt.life(), 0))));
        if (setting.large()) {
            var large = new Call.Word(Verb.COMPLETE, i, attempt.fence(), 0);
            settling(moves, world, i, attempt.sent(), large, "has an answer too large to keep");
        }
    }

    /// The last word of an attempt, after which its client is told, whatever the store made of it. Where the word is
    /// lost, the gateway may as well have crashed before it.
    private void settling(List<Move> moves, World world, int i, Attempt.Sent sent, Call.Word word, String why) {
        var attempt = world.attempt(i).sent(sent);
        var over = attempt.ended(attempt.life(), word.answer());
        var who = Attempt.name(i) + ": " + why + "; " + word.verb() + " ";
        moves.add(new Move(who + "answered", () -> store.word(told(world, i, over), word)));
        moves.add(new Move(who + "lost", () -> told(world, i, over)));
        if (world.strays() > 0) {
            var astray = over.withStrayWord(word);
            moves.add(new Move(
                    who + "answered, a second delivery still under way",
                    () -> store.word(told(world.oneAstray(), i, astray), word)));
            moves.add(new Move(who + "held up", () -> told(world.oneAstray(), i, astray)));
        }
    }

    private static World told(World world, int i, Attempt over) {
        if (over.told()) {
            Laws.answered(world, i, over.answer(), over.life());
        }
        return world.with(i, over);
    }

    private void astray(List<Move> moves, World world, int i, Attempt attempt) {
        var who = Attempt.name(i) + ": the stray ";
        var strays = attempt.strays();
        if (strays.claim()) {
            moves.add(new Move(
                    who + "claim arrives",
                    () -> store.claimedUnheard(world.with(i, attempt.withStrayClaim(false)), i)));
        }
        var word = strays.word();
        if (word != null) {
            moves.add(new Move(
                    who + word.verb() + " arrives",
                    () -> store.word(world.with(i, attempt.withStrayWord(null)), word)));
        }
        if (strays.beat()) {
            moves.add(new Move(
                    who + "heartbeat arrives",
                    () -> store.word(world.with(i, attempt.withStrayBeat(false)), word(Verb.HEARTBEAT, i, attempt))));
        }
        if (attempt.sent().pending()) {
            moves.add(new Move(Attempt.name(i) + ": its request takes effect after all", () -> {
                var arrived = world.with(
                        i, attempt.sent(new Attempt.Sent(true, attempt.sent().effect(), false)));
                return remembered(world, attempt) == 0 ? takesEffect(arrived, i) : arrived;
            }));
        }
    }
}
