package io.portage.gateway.idempotency.embedded;

import static io.portage.gateway.idempotency.ClaimBuilder.LEASE;
import static io.portage.gateway.idempotency.ClaimBuilder.REFUSED;
import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.IdempotencyStoreContract;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.problem.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

final class EmbeddedIdempotencyStoreTest extends IdempotencyStoreContract {
    private static final int ENTRIES = 3;
    private static final long BYTES = 3_000;

    @Override
    protected IdempotencyStore store(InstantSource clock, Retention retention) {
        return new EmbeddedIdempotencyStore(clock, retention, 1_000, 1_000_000);
    }

    private final EmbeddedIdempotencyStore small = new EmbeddedIdempotencyStore(clock, RETENTION, ENTRIES, BYTES);

    /// What the store itself counts, which no port shows.
    private static Shelves inside(IdempotencyStore store) {
        return (Shelves) Objects.requireNonNull(ReflectionTestUtils.getField(store, "records"), "records");
    }

    private static int entries(IdempotencyStore store) {
        return inside(store).size();
    }

    private static long bytes(IdempotencyStore store) {
        return inside(store).bytes();
    }

    private static StoredResponse answer(int bytes) {
        return new StoredResponse(201, List.of(), new byte[bytes]);
    }

    private Claim.Acquired take(String key) {
        return (Claim.Acquired) ask(claimOf(key));
    }

    private Claim ask(ClaimBuilder request) {
        return now(small.claim(request.request()));
    }

    private void complete(String key, int bytes) {
        assertThat(now(small.complete(take(key), answer(bytes)))).isTrue();
    }

    private void assertFull(String key) {
        assertThatThrownBy(() -> ask(claimOf(key)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("embedded store: 3 keys (expected: fewer than portage.embedded.max-entries)");
    }

    @Test
    void claimWhenFullOfWhatMattersThenUnavailableAndNothingIsEvicted() {
        take("running");
        complete("done", 1);
        now(small.abandon(take("lost")));
        assertFull("new");
        assertThat(ask(claimOf("running").by("other"))).isInstanceOf(Claim.Busy.class);
        assertThat(ask(claimOf("done"))).isInstanceOf(Claim.Replay.class);
        assertThat(ask(claimOf("lost"))).isEqualTo(new Claim.Unknown());
    }

    @Test
    void claimWhenFullAndVerdictRefusesThenRefusedSinceNothingIsKept() {
        take("a");
        take("b");
        take("c");
        assertThat(ask(claimOf("new").verdict(REFUSED))).isInstanceOf(Claim.Refused.class);
    }

    @Test
    void claimWhenFullOfTombstonesThenUnavailable() {
        now(small.complete(take("a"), null));
        now(small.complete(take("b"), null));
        now(small.complete(take("c"), null));
        assertFull("new");
        assertThat(ask(claimOf("a"))).isEqualTo(new Claim.Tombstone());
    }

    @Test
    void claimWhenAFreeKeyIsThereThenItMakesRoom() {
        take("a");
        now(small.release(take("free")));
        take("c");
        assertThat(ask(claimOf("new"))).isInstanceOf(Claim.Acquired.class);
        assertFull("another");
        assertThat(ask(claimOf("a").by("other"))).isInstanceOf(Claim.Busy.class);
    }

    @Test
    void claimWhenAnExpiredKeyIsThereThenItMakesRoom() {
        complete("old", 1);
        clock.advance(RETENTION.tombstone());
        complete("b", 1);
        complete("c", 1);
        assertThat(ask(claimOf("new"))).isInstanceOf(Claim.Acquired.class);
    }

    @Test
    void sweepWhenClaimsComeThenWhatIsExpiredGoesWithoutBeingAskedFor() {
        for (int i = 0; i < 20; i++) {
            now(store().complete(acquire(claimOf("old " + i)), answer(100)));
        }
        clock.advance(RETENTION.tombstone());
        for (int i = 0; i < 5; i++) {
            acquire(claimOf("new " + i));
        }
        assertThat(entries(store())).isEqualTo(5);
        assertThat(bytes(store())).isZero();
    }

    /// What lasts longer stands in front of it and must not keep it from being looked at.
    @Test
    void sweepWhenManyLongLivedRecordsAreOlderThenAgedAnswersGoAllTheSame() {
        for (int i = 0; i < 12; i++) {
            now(store().abandon(acquire(claimOf("lost " + i))));
        }
        for (int i = 0; i < 4; i++) {
            now(store().release(acquire(claimOf("free " + i))));
        }
        now(store().complete(acquire(claimOf("done")), answer(100)));
        assertThat(bytes(store())).isEqualTo(answer(100).size());
        clock.advance(RETENTION.response());
        for (int i = 0; i < 3; i++) {
            acquire(claimOf("new " + i));
        }
        assertThat(bytes(store())).isZero();
        assertThat(entries(store())).isEqualTo(12 + 1 + 3);
        assertThat(claim(claimOf("lost 7"))).isEqualTo(new Claim.Unknown());
        assertThat(claim(claimOf("done"))).isEqualTo(new Claim.Tombstone());
    }

    @Test
    void claimWhenSeveralKeysAreFreeThenTheOldestMakesRoom() {
        now(small.release(take("older")));
        now(small.release(take("newer")));
        complete("done", 1);
        take("new");
        assertThat(ask(claimOf("newer").verdict(REFUSED))).isInstanceOf(Claim.Acquired.class);
        assertThat(ask(claimOf("older").verdict(REFUSED))).isInstanceOf(Claim.Refused.class);
        assertThat(ask(claimOf("done"))).isInstanceOf(Claim.Replay.class);
    }

    @Test
    void completeWhenBytesAreShortThenTheOldestAnswersBecomeTombstones() {
        complete("first", 1_000);
        complete("second", 1_000);
        complete("third", 1_000);
        assertThat(ask(claimOf("first"))).isEqualTo(new Claim.Tombstone());
        assertThat(ask(claimOf("second"))).isInstanceOf(Claim.Replay.class);
        assertThat(ask(claimOf("third"))).isInstanceOf(Claim.Replay.class);
        assertThat(bytes(small)).isEqualTo(2 * answer(1_000).size());
    }

    @Test
    void completeWhenAnswerIsLargerThanTheStoreThenTombstoneAndOthersStay() {
        complete("small", 10);
        complete("huge", (int) BYTES);
        assertThat(ask(claimOf("huge"))).isEqualTo(new Claim.Tombstone());
        assertThat(ask(claimOf("small"))).isInstanceOf(Claim.Replay.class);
    }

    @Test
    void completeWhenAnswerFillsTheStoreExactlyThenKept() {
        complete("exact", (int) (BYTES - answer(0).size()));
        assertThat(ask(claimOf("exact"))).isInstanceOf(Claim.Replay.class);
        assertThat(bytes(small)).isEqualTo(BYTES);
    }

    @Test
    void bytesWhenAllAnswersAgedThenZero() {
        complete("a", 500);
        complete("b", 500);
        assertThat(bytes(small)).isEqualTo(2 * answer(500).size());
        clock.advance(RETENTION.response());
        ask(claimOf("a"));
        assertThat(bytes(small)).isZero();
        clock.advance(Duration.ofDays(30));
        take("c");
        assertThat(bytes(small)).isZero();
        assertThat(entries(small)).isEqualTo(1);
    }

    @Test
    void completeWhenStaleThenNoAnswerLosesItsBody() {
        complete("kept", 2_000);
        var stale = take("late");
        clock.advance(LEASE.plusMillis(1));
        assertThat(ask(claimOf("late").by("other"))).isEqualTo(new Claim.Unknown());
        assertThat(now(small.complete(stale, answer(2_000)))).isFalse();
        assertThat(ask(claimOf("kept"))).isInstanceOf(Claim.Replay.class);
    }
}
