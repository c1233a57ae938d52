package io.portage.bench.micro;

import io.portage.bench.load.Bodies;
import io.portage.gateway.headers.Key;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimRequest;
import io.portage.gateway.idempotency.Fingerprint;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.offline.OfflineVerdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Mutations as a store sees them, one after the other, each with a key of its own.
final class Mutations {
    private static final Fingerprint FINGERPRINT = new Fingerprint("f".repeat(64));
    private final StoredResponse answer;
    private long count;

    /// @param bytes of each answer
    Mutations(int bytes) {
        answer = new StoredResponse(
                201,
                List.of(
                        Map.entry("Content-Type", "application/json"),
                        Map.entry("Location", "/v1/orders/019a9f3c-5d2e-7c41-8f3a-2b1c0d9e8f7a"),
                        Map.entry("ETag", "\"1\"")),
                Bodies.json(bytes));
    }

    /// Claims and completes the next one.
    boolean next(IdempotencyStore store) {
        var recorded = store.claim(request(++count))
                .cast(Claim.Acquired.class)
                .flatMap(claim -> store.complete(claim, answer))
                .block();
        if (!Boolean.TRUE.equals(recorded)) {
            throw new IllegalStateException(recorded + " (expected: recorded)");
        }
        return true;
    }

    /// Asks for the answer of the latest one.
    Claim replay(IdempotencyStore store) {
        if (store.claim(request(count)).block() instanceof Claim.Replay replay) {
            return replay;
        }
        throw new IllegalStateException("another claim (expected: a replay)");
    }

    private static ClaimRequest request(long number) {
        return new ClaimRequest(
                new Scope("north", "doc", new Key("019a9f3c-5d2e-7c41-8f3a-" + number)),
                FINGERPRINT,
                new OfflineVerdict.Allowed(false),
                "019a9f3c-5d2e-7c41-8f3a-2b1c0d9e8f7a",
                Duration.ofSeconds(20),
                new Redrive.Never(),
                "",
                false);
    }
}
