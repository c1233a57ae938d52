package io.portage.gateway.idempotency.embedded;

import static io.portage.gateway.idempotency.ClaimBuilder.LEASE;
import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;

import io.portage.gateway.TestClock;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.Known;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.idempotency.model.Call;
import io.portage.gateway.idempotency.model.Machine;
import io.portage.gateway.idempotency.model.Row;
import io.portage.gateway.idempotency.model.Times;
import io.portage.gateway.idempotency.model.Told;
import io.portage.gateway.idempotency.model.Told.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The state machine of the embedded store, [Transitions], as a model asks it.
public final class EmbeddedMachine implements Machine {
    private static final Instant NOW = TestClock.START;

    private final Transitions transitions = new Transitions(Times.RETENTION);

    @Override
    public Outcome run(@Nullable Row row, Call call) {
        var record = row == null ? null : KeyRows.record(row, NOW);
        return switch (call) {
            case Call.Claim claim -> claim(record, claim);
            case Call.Word word -> word(record, word);
            case Call.Find() -> new Outcome(told(transitions.find(record, NOW)), row);
        };
    }

    /// The embedded store looks at its oldest records now and then.
    @Override
    public @Nullable Row swept(@Nullable Row row) {
        return row(transitions.at(row == null ? null : KeyRows.record(row, NOW), NOW));
    }

    private static @Nullable Row row(@Nullable KeyRecord record) {
        return record == null ? null : KeyRows.row(record, NOW);
    }

    private Outcome claim(@Nullable KeyRecord record, Call.Claim claim) {
        var step = transitions.claim(record, request(claim).request(), NOW);
        return new Outcome(told(step.claim()), row(step.record()));
    }

    private static ClaimBuilder request(Call.Claim claim) {
        var request = claimOf("key")
                .of(claim.request().name())
                .by(KeyRows.owner(claim.owner()))
                .redrive(claim.redrive())
                .newAfterRetention(claim.newAfterRetention());
        return switch (claim.verdict()) {
            case ONLINE -> request;
            case QUEUED -> request.queued();
            case REFUSED -> request.verdict(ClaimBuilder.REFUSED);
        };
    }

    private static Told told(Claim claim) {
        return switch (claim) {
            case Claim.Acquired acquired -> new Told(Kind.ACQUIRED, acquired.fence());
            case Claim.Replay(var response) -> new Told(Kind.REPLAY, KeyRows.answer(response));
            case Claim.Tombstone() -> Told.of(Kind.TOMBSTONE);
            case Claim.Busy(var remaining) -> new Told(Kind.BUSY, remaining.toMillis());
            case Claim.Mismatch() -> Told.of(Kind.MISMATCH);
            case Claim.Unknown() -> Told.of(Kind.UNKNOWN);
            case Claim.Refused _ -> Told.of(Kind.REFUSED);
        };
    }

    private static Told told(@Nullable Known known) {
        return switch (known) {
            case null -> Told.of(Kind.KNOWN_NOTHING);
            case Known.Completed(var first, var response) ->
                new Told(Kind.KNOWN_COMPLETED, KeyRows.answer(response), since(first));
            case Known.Tombstone(var first) -> new Told(Kind.KNOWN_TOMBSTONE, 0, since(first));
            case Known.Running(var first, var remaining) ->
                new Told(Kind.KNOWN_RUNNING, remaining.toMillis(), since(first));
            case Known.Unknown(var first) -> new Told(Kind.KNOWN_UNKNOWN, 0, since(first));
        };
    }

    private static long since(@Nullable Instant first) {
        return KeyRows.from(NOW, Objects.requireNonNull(first, "the first attempt"));
    }

    private Outcome word(@Nullable KeyRecord record, Call.Word word) {
        var scope = claimOf("key").request().scope();
        var claim = new Claim.Acquired(scope, KeyRows.owner(word.owner()), word.fence());
        var running = Transitions.owned(record, claim);
        if (running != null) {
            return new Outcome(Told.of(true), row(after(running, word)));
        }
        boolean again = word.verb() != Call.Verb.HEARTBEAT
                && transitions.hasEnded(record, claim, KeyRows.word(word.verb(), word.answer() != 0), NOW);
        return new Outcome(Told.of(again), row(record));
    }

    private KeyRecord after(KeyRecord.InFlight running, Call.Word word) {
        return switch (word.verb()) {
            case COMPLETE -> {
                var response = response(word.answer());
                yield transitions.completed(running, KeyRecord.Word.completed(response), response, NOW);
            }
            case RELEASE -> transitions.released(running, NOW);
            case ABANDON -> transitions.abandoned(running, NOW);
            case HEARTBEAT -> transitions.renewed(running, LEASE, NOW);
        };
    }

    private static @Nullable StoredResponse response(int answer) {
        return answer == 0 ? null : new StoredResponse(200, List.of(), new byte[] {(byte) answer});
    }
}
