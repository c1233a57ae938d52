package io.portage.gateway.idempotency.embedded;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimRequest;
import io.portage.gateway.idempotency.Known;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.idempotency.embedded.KeyRecord.End;
import io.portage.gateway.idempotency.embedded.KeyRecord.Word;
import io.portage.gateway.offline.OfflineVerdict;
import io.portage.gateway.offline.OfflineVerdict.Allowed;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The state machine of a key, as functions from record to record.
final class Transitions {
    private final Retention retention;

    Transitions(Retention retention) {
        this.retention = retention;
    }

    /// What a claim finds, and the record that stands afterwards.
    ///
    /// @param record null where nothing is kept
    record Step(Claim claim, @Nullable KeyRecord record) {}

    /// The record as it is at `now`: leases end, answers age and records are forgotten without anybody's doing.
    @Nullable
    KeyRecord at(@Nullable KeyRecord record, Instant now) {
        return switch (record) {
            case null -> null;
            case KeyRecord.InFlight running when now.isAfter(running.leaseEnd()) -> unknown(running, null, now);
            case KeyRecord.InFlight running -> running;
            case KeyRecord.Completed done
            when !now.isBefore(done.bodyUntil()) && now.isBefore(done.until()) -> withoutBody(done);
            default -> now.isBefore(record.until()) ? record : null;
        };
    }

    static KeyRecord.Tombstone withoutBody(KeyRecord.Completed done) {
        return new KeyRecord.Tombstone(
                done.fingerprint(), done.fence(), done.end(), done.firstAttempt(), done.bodyUntil(), done.until());
    }

    Step claim(@Nullable KeyRecord found, ClaimRequest request, Instant now) {
        var record = at(found, now);
        if (record == null) {
            return begin(request, request.verdict(), 0, now, null);
        }
        if (record instanceof KeyRecord.Tombstone stone && startsAnew(stone, request, now)) {
            return run(request, new Allowed(false), stone.fence(), now, false, stone, now);
        }
        if (!record.fingerprint().equals(request.fingerprint()) && !(record instanceof KeyRecord.Free)) {
            return new Step(new Claim.Mismatch(), record);
        }
        return switch (record) {
            case KeyRecord.Free free -> {
                var same = free.fingerprint().equals(request.fingerprint());
                yield begin(request, same ? free.verdict() : request.verdict(), free.fence(), now, free);
            }
            case KeyRecord.InFlight running
            when running.owner().equals(request.owner()) ->
                new Step(
                        new Claim.Acquired(request.scope(), running.owner(), running.fence(), running.redriven()),
                        running);
            case KeyRecord.InFlight running ->
                new Step(new Claim.Busy(Duration.between(now, running.leaseEnd())), running);
            case KeyRecord.Completed done -> new Step(new Claim.Replay(done.response()), done);
            case KeyRecord.Tombstone stone -> new Step(new Claim.Tombstone(), stone);
            case KeyRecord.Unknown lost ->
                request.redrive().safe(lost.firstAttempt(), now)
                                && lost.spelling().equals(request.spelling())
                        ? run(request, lost.verdict(), lost.fence(), lost.firstAttempt(), true, lost.before(), now)
                        : new Step(new Claim.Unknown(), lost);
        };
    }

    /// The attempt under a claim, or null where the record is not its owner's. A lease that has ended without anybody
    /// noticing is still its owner's: what the owner knows is the truth.
    static KeyRecord.@Nullable InFlight owned(@Nullable KeyRecord record, Claim.Acquired claim) {
        return record instanceof KeyRecord.InFlight running
                        && running.owner().equals(claim.owner())
                        && running.fence() == claim.fence()
                ? running
                : null;
    }

    /// Whether the attempt under a claim has ended with this very word: what is said twice, because its first answer
    /// was lost, is answered as it was then.
    boolean hasEnded(@Nullable KeyRecord found, Claim.Acquired claim, Word word, Instant now) {
        var record = at(found, now);
        return record != null
                && record.fence() == claim.fence()
                && word.by(claim.owner()).equals(record.end());
    }

    /// What is known of a key; null where it was never used or is free again.
    @Nullable
    Known find(@Nullable KeyRecord found, Instant now) {
        return switch (at(found, now)) {
            case null -> null;
            case KeyRecord.Free _ -> null;
            case KeyRecord.InFlight running ->
                new Known.Running(running.firstAttempt(), Duration.between(now, running.leaseEnd()));
            case KeyRecord.Completed done -> new Known.Completed(done.firstAttempt(), done.response());
            case KeyRecord.Tombstone stone -> new Known.Tombstone(stone.firstAttempt());
            case KeyRecord.Unknown lost -> new Known.Unknown(lost.firstAttempt());
        };
    }

    private static boolean startsAnew(KeyRecord.Tombstone stone, ClaimRequest request, Instant now) {
        return request.newAfterRetention()
                && !now.isBefore(stone.agedFrom())
                && request.verdict() instanceof Allowed(var queued)
                && !queued;
    }

    private Step begin(
            ClaimRequest request, OfflineVerdict verdict, long fence, Instant now, @Nullable KeyRecord before) {
        return switch (verdict) {
            case OfflineVerdict.Refused(var rejection) -> new Step(new Claim.Refused(rejection), before);
            case Allowed allowed -> run(request, allowed, fence, now, false, null, now);
        };
    }

    private Step run(
            ClaimRequest request,
            Allowed verdict,
            long fence,
            Instant firstAttempt,
            boolean redriven,
            KeyRecord.@Nullable Tombstone before,
            Instant now) {
        var running = new KeyRecord.InFlight(
                request.fingerprint(),
                verdict,
                request.owner(),
                fence + 1,
                firstAttempt,
                redriven,
                request.spelling(),
                before,
                now.plus(request.lease()),
                now.plus(retention.tombstone()));
        return new Step(new Claim.Acquired(request.scope(), request.owner(), fence + 1, redriven), running);
    }

    /// The same claim, for a `lease` from now on.
    KeyRecord renewed(KeyRecord.InFlight running, Duration lease, Instant now) {
        return new KeyRecord.InFlight(
                running.fingerprint(),
                running.verdict(),
                running.owner(),
                running.fence(),
                running.firstAttempt(),
                running.redriven(),
                running.spelling(),
                running.before(),
                now.plus(lease),
                now.plus(retention.tombstone()));
    }

    /// @param word with or without an answer, as its owner said
    /// @param kept the answer; null where it is not kept, whatever the owner said
    KeyRecord completed(KeyRecord.InFlight running, Word word, @Nullable StoredResponse kept, Instant now) {
        var end = word.by(running.owner());
        var bodyUntil = now.plus(retention.response());
        var until = now.plus(retention.tombstone());
        return kept == null
                ? new KeyRecord.Tombstone(
                        running.fingerprint(), running.fence(), end, running.firstAttempt(), bodyUntil, until)
                : new KeyRecord.Completed(
                        running.fingerprint(), running.fence(), end, running.firstAttempt(), kept, bodyUntil, until);
    }

    /// This attempt had no effect. What was known before is known still; where an earlier attempt may have had an
    /// effect, that is still unknown.
    KeyRecord released(KeyRecord.InFlight running, Instant now) {
        var end = Word.RELEASED.by(running.owner());
        if (running.redriven()) {
            return unknown(running, end, now);
        }
        var before = running.before();
        return before == null
                ? new KeyRecord.Free(
                        running.fingerprint(), running.verdict(), running.fence(), end, now.plus(retention.response()))
                : new KeyRecord.Tombstone(
                        before.fingerprint(),
                        running.fence(),
                        end,
                        before.firstAttempt(),
                        before.agedFrom(),
                        before.until());
    }

    KeyRecord abandoned(KeyRecord.InFlight running, Instant now) {
        return unknown(running, Word.ABANDONED.by(running.owner()), now);
    }

    private KeyRecord unknown(KeyRecord.InFlight running, @Nullable End end, Instant now) {
        return new KeyRecord.Unknown(
                running.fingerprint(),
                running.verdict(),
                running.fence(),
                end,
                running.firstAttempt(),
                running.spelling(),
                running.before(),
                now.plus(retention.tombstone()));
    }
}
