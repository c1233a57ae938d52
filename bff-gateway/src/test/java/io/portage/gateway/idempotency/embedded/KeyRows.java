package io.portage.gateway.idempotency.embedded;

import io.portage.gateway.idempotency.Fingerprint;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.idempotency.model.Call;
import io.portage.gateway.idempotency.model.Request;
import io.portage.gateway.idempotency.model.Row;
import io.portage.gateway.offline.OfflineVerdict.Allowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records of the embedded store as rows of a model, and back, with nothing lost on the way.
final class KeyRows {
    private KeyRows() {}

    static String owner(int number) {
        return "owner " + number;
    }

    private static int owner(String name) {
        return Integer.parseInt(name.substring(owner(0).length() - 1));
    }

    private static KeyRecord.@Nullable End end(Row.@Nullable End end) {
        return end == null ? null : word(end.verb(), end.answered()).by(owner(end.owner()));
    }

    static KeyRecord.Word word(Call.Verb verb, boolean answered) {
        return switch (verb) {
            case COMPLETE -> answered ? KeyRecord.Word.COMPLETED : KeyRecord.Word.COMPLETED_WITHOUT_ANSWER;
            case RELEASE -> KeyRecord.Word.RELEASED;
            case ABANDON -> KeyRecord.Word.ABANDONED;
            case HEARTBEAT -> throw new IllegalArgumentException(verb + " (expected: a word that ends an attempt)");
        };
    }

    private static Row.@Nullable End end(KeyRecord.@Nullable End end) {
        if (end == null) {
            return null;
        }
        var verb = switch (end.word()) {
            case COMPLETED, COMPLETED_WITHOUT_ANSWER -> Call.Verb.COMPLETE;
            case RELEASED -> Call.Verb.RELEASE;
            case ABANDONED -> Call.Verb.ABANDON;
        };
        return new Row.End(owner(end.owner()), verb, end.word() == KeyRecord.Word.COMPLETED);
    }

    static int answer(StoredResponse response) {
        return response.body()[0];
    }

    static KeyRecord record(Row row, Instant now) {
        var fingerprint = new Fingerprint(row.request().name());
        var verdict = new Allowed(row.queued());
        var until = now.plusMillis(row.until());
        var bodyUntil = now.plusMillis(row.bodyUntil());
        var end = end(row.end());
        return switch (row.state()) {
            case FREE -> new KeyRecord.Free(fingerprint, verdict, row.fence(), end, until);
            case RUNNING -> running(row, now);
            case COMPLETED ->
                new KeyRecord.Completed(
                        fingerprint,
                        row.fence(),
                        end,
                        now.plusMillis(row.first()),
                        new StoredResponse(200, List.of(), new byte[] {(byte) row.answer()}),
                        bodyUntil,
                        until);
            case TOMBSTONE ->
                new KeyRecord.Tombstone(fingerprint, row.fence(), end, now.plusMillis(row.first()), bodyUntil, until);
            case UNKNOWN ->
                new KeyRecord.Unknown(
                        fingerprint, verdict, row.fence(), end, now.plusMillis(row.first()), "", null, until);
        };
    }

    private static KeyRecord.InFlight running(Row row, Instant now) {
        var run = row.run();
        if (run == null) {
            throw new IllegalArgumentException(row + " (expected: a run)");
        }
        return new KeyRecord.InFlight(
                new Fingerprint(row.request().name()),
                new Allowed(row.queued()),
                owner(run.owner()),
                row.fence(),
                now.plusMillis(row.first()),
                run.redriven(),
                "",
                before(run.before(), now),
                now.plusMillis(run.leaseEnd()),
                now.plusMillis(row.until()));
    }

    /// The fence of a tombstone is not read any more once an attempt has begun after it.
    private static KeyRecord.@Nullable Tombstone before(Row.@Nullable Before before, Instant now) {
        return before == null
                ? null
                : new KeyRecord.Tombstone(
                        new Fingerprint(before.request().name()),
                        0,
                        null,
                        now.plusMillis(before.first()),
                        now.plusMillis(before.agedFrom()),
                        now.plusMillis(before.until()));
    }

    static Row row(KeyRecord record, Instant now) {
        var request = Request.valueOf(record.fingerprint().hex());
        long until = from(now, record.until());
        var end = end(record.end());
        return switch (record) {
            case KeyRecord.Free free ->
                new Row(Row.State.FREE, request, free.verdict().queued(), free.fence(), 0, null, 0, until, 0, end);
            case KeyRecord.InFlight running -> running(running, request, until, now);
            case KeyRecord.Completed done ->
                new Row(
                        Row.State.COMPLETED,
                        request,
                        false,
                        done.fence(),
                        from(now, done.firstAttempt()),
                        null,
                        from(now, done.bodyUntil()),
                        until,
                        answer(done.response()),
                        end);
            case KeyRecord.Tombstone stone ->
                new Row(
                        Row.State.TOMBSTONE,
                        request,
                        false,
                        stone.fence(),
                        from(now, stone.firstAttempt()),
                        null,
                        from(now, stone.agedFrom()),
                        until,
                        0,
                        end);
            case KeyRecord.Unknown lost ->
                new Row(
                        Row.State.UNKNOWN,
                        request,
                        lost.verdict().queued(),
                        lost.fence(),
                        from(now, lost.firstAttempt()),
                        null,
                        0,
                        until,
                        0,
                        end);
        };
    }

    private static Row running(KeyRecord.InFlight running, Request request, long until, Instant now) {
        return new Row(
                Row.State.RUNNING,
                request,
                running.verdict().queued(),
                running.fence(),
                from(now, running.firstAttempt()),
                run(running, now),
                0,
                until,
                0,
                null);
    }

    private static Row.Run run(KeyRecord.InFlight running, Instant now) {
        var before = running.before();
        var kept = before == null
                ? null
                : new Row.Before(
                        Request.valueOf(before.fingerprint().hex()),
                        from(now, before.firstAttempt()),
                        from(now, before.agedFrom()),
                        from(now, before.until()));
        return new Row.Run(owner(running.owner()), running.redriven(), kept, from(now, running.leaseEnd()));
    }

    static long from(Instant now, Instant instant) {
        return Duration.between(now, instant).toMillis();
    }
}
