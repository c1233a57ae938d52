package io.portage.gateway.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Tokens whose signature need not be verified again, by their digests: the tokens themselves are not kept. What was
/// refused is not kept either.
final class VerifiedTokens {
    /// What an entry weighs beyond the claims, which are no longer than the token.
    private static final int OVERHEAD = 512;

    private final Cache<Digest, VerifiedToken> tokens;
    private final ConcurrentMap<Digest, Mono<VerifiedToken>> underWay = new ConcurrentHashMap<>();

    /// SHA-256 of a token.
    record Digest(long first, long second, long third, long fourth) {
        static Digest of(String token) {
            try {
                var sha = MessageDigest.getInstance("SHA-256");
                var bytes = ByteBuffer.wrap(sha.digest(token.getBytes(StandardCharsets.ISO_8859_1)));
                return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    /// @param bound bytes of all entries, at most
    VerifiedTokens(long bound, InstantSource clock) {
        tokens = Caffeine.newBuilder()
                .maximumWeight(bound)
                .weigher((Digest _, VerifiedToken token) -> token.size() + OVERHEAD)
                .expireAfter(Expiry.<Digest, VerifiedToken>creating((_, token) -> left(token, clock)))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.instant().toEpochMilli()))
                .executor(Runnable::run)
                .build();
    }

    private static Duration left(VerifiedToken token, InstantSource clock) {
        return Duration.between(clock.instant(), token.span().until());
    }

    @Nullable
    VerifiedToken find(Digest digest) {
        return tokens.getIfPresent(digest);
    }

    void forget(Digest digest) {
        tokens.invalidate(digest);
    }

    /// Verifies a token once for all who bring it meanwhile, and keeps it where it is good.
    Mono<VerifiedToken> keep(Digest digest, Mono<VerifiedToken> verification) {
        return underWay.computeIfAbsent(
                digest,
                _ -> verification
                        .doOnNext(token -> tokens.put(digest, token))
                        .doOnTerminate(() -> underWay.remove(digest))
                        .cache());
    }

    int underWay() {
        return underWay.size();
    }
}
