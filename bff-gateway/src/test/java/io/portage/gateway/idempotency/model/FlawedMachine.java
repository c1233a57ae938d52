package io.portage.gateway.idempotency.model;

import io.portage.gateway.idempotency.model.Call.Verb;
import io.portage.gateway.idempotency.model.Call.Verdict;
import io.portage.gateway.idempotency.model.Row.State;
import io.portage.gateway.idempotency.model.Told.Kind;
import org.jspecify.annotations.Nullable;

/// A sound machine with one flaw: what it is asked, or what it answers, is bent.
record FlawedMachine(Machine sound, Flaw flaw) implements Machine {
    @Override
    public Outcome run(@Nullable Row row, Call call) {
        return row == null
                ? sound.run(null, call)
                : switch (call) {
                    case Call.Claim claim -> claim(row, claim);
                    case Call.Word word -> word(row, word);
                    case Call.Find find -> find(row, find);
                };
    }

    private Outcome claim(Row row, Call.Claim claim) {
        return switch (flaw) {
            case LEASE_NOT_NOTICED -> sound.run(leased(row), claim);
            case LEASE_NOT_WRITTEN_DOWN -> unwritten(row, sound.run(row, claim));
            case REDRIVEN_WHERE_NO_REPEAT_IS_KNOWN -> sound.run(row, claim.redrive(Times.WITHIN));
            case VERDICT_NOT_KEPT ->
                row.is(State.FREE) && claim.verdict() == Verdict.REFUSED
                        ? new Outcome(Told.of(Kind.REFUSED), row)
                        : sound.run(row, claim);
            case MISMATCH_UNCHECKED -> sound.run(row, claim.of(row.request()));
            case OWN_CLAIM_IS_BUSY -> {
                var run = row.run();
                yield run != null && run.owner() == claim.owner() && run.leaseEnd() >= 0
                        ? new Outcome(new Told(Kind.BUSY, run.leaseEnd()), row)
                        : sound.run(row, claim);
            }
            case TOMBSTONE_FORGOTTEN -> sound.run(aged(row) ? null : row, claim);
            case UNKNOWN_FORGOTTEN -> sound.run(row.is(State.UNKNOWN) ? null : row, claim);
            case FENCE_NOT_RAISED -> sound.run(row.is(State.FREE) ? row.fence(row.fence() - 1) : row, claim);
            case WINDOW_OF_THE_LAST_ATTEMPT -> sound.run(row.is(State.UNKNOWN) ? row.first(0) : row, claim);
            case QUEUED_BEGINS_ANEW ->
                claim.verdict() == Verdict.QUEUED
                        ? sound.run(row, claim.verdict(Verdict.ONLINE))
                        : sound.run(row, claim);
            default -> sound.run(row, claim);
        };
    }

    private static Row leased(Row row) {
        var run = row.run();
        return run == null ? row : row.leased(Math.max(0, run.leaseEnd()));
    }

    private static Outcome unwritten(Row row, Outcome outcome) {
        return outcome.told().is(Kind.ACQUIRED) ? outcome : new Outcome(outcome.told(), row);
    }

    private static boolean aged(Row row) {
        return row.bodyUntil() <= 0 && (row.is(State.COMPLETED) || row.is(State.TOMBSTONE));
    }

    private Outcome word(Row row, Call.Word word) {
        var run = row.run();
        if (run == null) {
            return ended(row, word);
        }
        return running(row, run, word);
    }

    private Outcome ended(Row row, Call.Word word) {
        var end = row.end();
        return switch (flaw) {
            case STATE_UNCHECKED ->
                word.verb() == Verb.COMPLETE && word.fence() == row.fence()
                        ? new Outcome(Told.of(true), Row.completed(row.request(), row.fence(), word.answer()))
                        : sound.run(row, word);
            case END_FORGOTTEN -> sound.run(row.ended(null), word);
            case END_OF_ANYBODY ->
                sound.run(row, end == null ? word : word.by(end.owner()).fence(row.fence()));
            default -> sound.run(row, word);
        };
    }

    private Outcome running(Row row, Row.Run run, Call.Word word) {
        return switch (flaw) {
            case OWNER_UNCHECKED -> sound.run(row, word.by(run.owner()));
            case FENCE_UNCHECKED -> sound.run(row, word.fence(row.fence()));
            case OWNER_AND_FENCE_UNCHECKED ->
                sound.run(row, word.by(run.owner()).fence(row.fence()));
            case HEARTBEAT_OF_ANYBODY ->
                sound.run(
                        row,
                        word.verb() == Verb.HEARTBEAT ? word.by(run.owner()).fence(row.fence()) : word);
            case FREE_AFTER_REDRIVE ->
                sound.run(row.running(new Row.Run(run.owner(), false, run.before(), run.leaseEnd())), word);
            case FREE_AFTER_ABANDON -> sound.run(row, word.verb() == Verb.ABANDON ? word.as(Verb.RELEASE) : word);
            case EARLIER_EFFECT_FORGOTTEN ->
                sound.run(row.running(new Row.Run(run.owner(), run.redriven(), null, run.leaseEnd())), word);
            case ANSWER_FORGOTTEN -> sound.run(row, word.verb() == Verb.COMPLETE ? word.without() : word);
            default -> sound.run(row, word);
        };
    }

    private Outcome find(Row row, Call.Find find) {
        return sound.run(flaw == Flaw.TOMBSTONE_FORGOTTEN && aged(row) ? null : row, find);
    }
}
