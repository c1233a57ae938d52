package io.portage.gateway.sync.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portage.contract.SyncContract;
import io.portage.gateway.TestClock;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.delegation.TestDelegations;
import io.portage.gateway.headers.Key;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Provenance;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.idempotency.embedded.EmbeddedIdempotencyStore;
import io.portage.gateway.upstream.RawService;
import io.portage.gateway.upstream.TestUpstreams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A look-up with everything it stands on: the real embedded store, the bundled contract, and patient-portal on a
/// socket.
final class LookUpWorld implements AutoCloseable {
    static final Retention RETENTION = new Retention(Duration.parse("PT24H5M"), Duration.ofDays(30));
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final Caller PAT = new Caller("north", "pat", Set.of("patient"), Set.of());
    static final StoredResponse ANSWER = new StoredResponse(
            201,
            List.of(Map.entry("Content-Type", "application/json"), Map.entry("ETag", "\"1\"")),
            "{\"id\":\n 7}".getBytes(UTF_8));

    final TestClock clock = new TestClock();
    final RawService portal = new RawService();
    final IdempotencyStore store;
    final KnownMutations mutations;

    LookUpWorld() {
        this(null);
    }

    /// @param other the store to use; the embedded one where it is null
    LookUpWorld(@Nullable IdempotencyStore other) {
        store = other == null ? new EmbeddedIdempotencyStore(clock, RETENTION, 100, 1 << 20) : other;
        mutations = new KnownMutations(
                store, SyncContract.bundled(), TestDelegations.over(TestUpstreams.to(portal.url(), Map.of())));
    }

    /// A claim of `pat`.
    Acquired claimed(String key) {
        var claim = store.claim(ClaimBuilder.claimOf(key).request()).block(PATIENCE);
        if (claim instanceof Acquired acquired) {
            return acquired;
        }
        throw new AssertionError(claim + " (expected: acquired)");
    }

    void completed(String key, StoredResponse response) {
        store.complete(claimed(key), response).block(PATIENCE);
    }

    /// Completed, with an answer for that operation and patient.
    void completed(String key, String operation, @Nullable String patient) {
        completed(key, ANSWER.of(new Provenance(operation, patient)));
    }

    /// What patient-portal says of a delegation.
    void portalSays(int status, String body) {
        portal.answer("HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Nullable
    KnownMutation find(Caller caller, String key) {
        return mutations.find(caller, new Key(key), "id", "Bearer t").block(PATIENCE);
    }

    @Override
    public void close() {
        portal.close();
    }
}
