package io.portage.gateway.idempotency.redis;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimRequest;
import io.portage.gateway.idempotency.Known;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.offline.OfflineVerdict;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.secrecy.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the scripts answer, read: kinds and numbers in clear, and stored answers that open only where they were sealed.
final class RedisAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(RedisAnswers.class);

    private final Names names;
    private final Sealer sealer;

    RedisAnswers(Names names, Sealer sealer) {
        this.names = names;
        this.sealer = sealer;
    }

    static String kind(List<?> answer) {
        return new String((byte[]) answer.getFirst(), StandardCharsets.US_ASCII);
    }

    /// What came of a claim.
    Claim claim(ClaimRequest request, List<?> answer) {
        return switch (kind(answer)) {
            case "A" ->
                new Claim.Acquired(
                        request.scope(),
                        request.owner(),
                        (Long) answer.get(1),
                        Long.valueOf(1).equals(answer.get(3)));
            case "P" -> replay(request.scope(), (byte[]) answer.get(2));
            case "T" -> new Claim.Tombstone();
            case "B" -> new Claim.Busy(Duration.ofMillis((Long) answer.get(1)));
            case "M" -> new Claim.Mismatch();
            case "U" -> new Claim.Unknown();
            case "N" -> new Claim.Refused(((OfflineVerdict.Refused) request.verdict()).rejection());
            case "L" -> throw new StoreUnavailableException("Redis is slow: see its SLOWLOG, and whether clocks jump");
            default ->
                throw new IllegalStateException("claim: " + kind(answer) + " (expected: one of A L P T B M U N)");
        };
    }

    private Claim replay(Scope scope, byte[] sealed) {
        var response = opened(scope, sealed);
        return response == null ? new Claim.Tombstone() : new Claim.Replay(response);
    }

    /// An answer that no longer opens is as good as gone; that the mutation took effect is still true.
    private @Nullable StoredResponse opened(Scope scope, byte[] sealed) {
        try {
            return ResponseFormat.read(sealer.open(sealed, place(scope)));
        } catch (Sealer.UnreadableException | IllegalArgumentException e) {
            LOG.error("a stored answer cannot be read: {}; its key may have left portage.keys", e.getMessage());
            return null;
        }
    }

    /// What is known of a key; null where that is nothing.
    @Nullable
    Known known(Scope scope, List<?> answer) {
        return switch (kind(answer)) {
            case "N" -> null;
            case "C" -> opened(scope, firstSeen(answer), (byte[]) answer.get(3));
            case "T" -> new Known.Tombstone(firstSeen(answer));
            case "R" -> new Known.Running(firstSeen(answer), Duration.ofMillis((Long) answer.get(2)));
            case "U" -> new Known.Unknown(firstSeen(answer));
            default -> throw new IllegalStateException("find: " + kind(answer) + " (expected: one of C T R U N)");
        };
    }

    private Known opened(Scope scope, @Nullable Instant firstSeen, byte[] sealed) {
        var response = opened(scope, sealed);
        return response == null ? new Known.Tombstone(firstSeen) : new Known.Completed(firstSeen, response);
    }

    private static @Nullable Instant firstSeen(List<?> answer) {
        long millis = (Long) answer.get(1);
        return millis < 0 ? null : Instant.ofEpochMilli(millis);
    }

    /// A stored answer as it is kept for a key.
    byte[] sealed(Scope scope, StoredResponse response) {
        return sealer.seal(ResponseFormat.write(response), place(scope));
    }

    private byte[] place(Scope scope) {
        return RedisIdempotencyStore.tag(names, scope).getBytes(StandardCharsets.US_ASCII);
    }
}
