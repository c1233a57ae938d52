package io.portage.gateway.caller;

import static io.portage.gateway.problem.ProblemCode.TOKEN_EXPIRED;
import static io.portage.gateway.problem.ProblemCode.TOKEN_INVALID;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.caller.VerifiedTokens.Digest;
import io.portage.gateway.caller.keys.IssuerKeys;
import io.portage.gateway.caller.revocation.Revocation;
import io.portage.gateway.caller.revocation.Revocations;
import io.portage.gateway.caller.revocation.TestRevocations;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// What is kept of a verified token, and for how long it is believed.
final class TokenCacheTest {
    private static final IdentityProvider PROVIDER = new IdentityProvider();
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration RETENTION = Duration.ofHours(2);
    private final TestClock clock = new TestClock();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger fetches = new AtomicInteger();
    private final Revocations revocations = TestRevocations.embedded(clock);
    private final VerifiedTokens tokens = new VerifiedTokens(100_000, clock);
    private Mono<byte[]> keySet = keySet(PROVIDER.key());
    private final TokenVerifier verifier = new TokenVerifier(
            new TokenDecoder(
                    Map.of(
                            PROVIDER.issuer().toString(),
                            new IssuerKeys("provider", Mono.defer(this::fetched), REFRESH, RETENTION, nanos::get)),
                    Set.of("RS256")),
            new TokenRules(IdentityProvider.AUDIENCE, Duration.ZERO, clock),
            ClaimMapping.of(SettingsTest.bound(Map.of()).token()),
            revocations,
            tokens);

    @AfterAll
    static void close() {
        PROVIDER.close();
    }

    private Mono<byte[]> fetched() {
        fetches.incrementAndGet();
        return keySet;
    }

    private static Mono<byte[]> keySet(RSAKey key) {
        var set = "{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}";
        return Mono.just(set.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable Caller caller(String token) {
        return verifier.verify("Bearer " + token).block(Duration.ofSeconds(10));
    }

    private void assertRefused(String token, ProblemCode code) {
        var refused = catchThrowableOfType(RejectedException.class, () -> caller(token));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.rejection().code()).isEqualTo(code);
    }

    private VerifiedToken kept(String token) {
        return Objects.requireNonNull(tokens.find(Digest.of(token)), "kept");
    }

    @Test
    void verifyWhenTokenComesAgainThenItsSignatureIsNotVerifiedAgain() {
        var token = PROVIDER.token(PROVIDER.claims());
        var first = caller(token);
        var entry = kept(token);
        assertThat(caller(token)).isSameAs(first);
        assertThat(kept(token)).isSameAs(entry);
    }

    @Test
    void verifyWhenABurstOfOneTokenThenVerifiedOnce() {
        var slow = Sinks.<byte[]>one();
        keySet = slow.asMono();
        var token = PROVIDER.token(PROVIDER.claims());
        var callers = new ArrayList<Caller>();
        for (int i = 0; i < 200; i++) {
            verifier.verify("Bearer " + token).subscribe(callers::add);
        }
        assertThat(tokens.underWay()).isEqualTo(1);
        slow.tryEmitValue(Objects.requireNonNull(keySet(PROVIDER.key()).block()))
                .orThrow();
        assertThat(callers).hasSize(200).allMatch(caller -> caller == callers.getFirst());
        assertThat(tokens.underWay()).isZero();
    }

    @Test
    void verifyWhenKeptTokenExpiresThenExpiredAndNoLongerKept() {
        var token = PROVIDER.token(PROVIDER.claims());
        assertThat(caller(token)).isNotNull();
        clock.advance(Duration.ofSeconds(3600).minusMillis(1));
        assertThat(caller(token)).isNotNull();
        clock.advance(Duration.ofMillis(1));
        assertRefused(token, TOKEN_EXPIRED);
        assertThat(tokens.find(Digest.of(token))).isNull();
    }

    @Test
    void verifyWhenClockIsSetBackBeforeNotBeforeThenInvalidAlthoughKept() {
        var token = PROVIDER.token(PROVIDER.claims().notBeforeTime(IdentityProvider.at(TestClock.START)));
        assertThat(caller(token)).isNotNull();
        clock.advance(Duration.ofSeconds(-1));
        assertRefused(token, TOKEN_INVALID);
    }

    @Test
    void verifyWhenRefusedThenNotKept() {
        var early =
                PROVIDER.token(PROVIDER.claims().notBeforeTime(IdentityProvider.at(TestClock.START.plusSeconds(5))));
        assertRefused(early, TOKEN_INVALID);
        assertThat(tokens.find(Digest.of(early))).isNull();
        clock.advance(Duration.ofSeconds(5));
        assertThat(caller(early)).isNotNull();
        var forged = PROVIDER.forged(PROVIDER.claims());
        assertRefused(forged, TOKEN_INVALID);
        assertRefused(forged, TOKEN_INVALID);
    }

    @Test
    void verifyWhenKeptTokenIsRevokedThenInvalidAtOnce() {
        var token = PROVIDER.token(PROVIDER.claims().claim("sid", "s1"));
        var other = PROVIDER.token(PROVIDER.claims().claim("sid", "s2"));
        assertThat(caller(token)).isNotNull();
        revocations
                .add(List.of(new Revocation.OfSession(PROVIDER.issuer().toString(), "s1", clock.instant())))
                .block();
        assertRefused(token, TOKEN_INVALID);
        assertThat(caller(other)).isNotNull();
    }

    @Test
    void verifyWhenTokenIsRevokedBeforeItIsEverSeenThenInvalid() {
        revocations
                .add(List.of(new Revocation.OfSession(PROVIDER.issuer().toString(), "s1", clock.instant())))
                .block();
        assertRefused(PROVIDER.token(PROVIDER.claims().claim("sid", "s1")), TOKEN_INVALID);
        assertThat(caller(PROVIDER.token(PROVIDER.claims().claim("sid", "s2")))).isNotNull();
    }

    @Test
    void verifyWhenTheIssuerWithdrawsTheKeyThenKeptTokensAreInvalid() {
        var token = PROVIDER.token(PROVIDER.claims());
        assertThat(caller(token)).isNotNull();
        keySet = keySet(IdentityProvider.key("new"));
        nanos.addAndGet(REFRESH.toNanos());
        assertThat(caller(token)).as("while the keys are fetched anew").isNotNull();
        assertRefused(token, TOKEN_INVALID);
        assertThat(tokens.find(Digest.of(token))).isNull();
    }

    @Test
    void verifyWhenTheIssuerWithdrewTheKeyWhileNobodyAskedThenKeptTokensAreInvalidAtOnce() {
        var token = PROVIDER.token(PROVIDER.claims());
        assertThat(caller(token)).isNotNull();
        keySet = keySet(IdentityProvider.key("new"));
        nanos.addAndGet(REFRESH.multipliedBy(2).toNanos());
        assertRefused(token, TOKEN_INVALID);
    }

    @Test
    void verifyWhenTheIssuerIsAwayForTooLongThenNotEvenKeptTokensAreBelieved() {
        var token = PROVIDER.token(
                PROVIDER.claims().expirationTime(IdentityProvider.at(TestClock.START.plus(Duration.ofDays(2)))));
        assertThat(caller(token)).isNotNull();
        keySet = Mono.error(new IllegalStateException("away"));
        nanos.addAndGet(RETENTION.toNanos() - 1);
        assertThat(caller(token)).isNotNull();
        nanos.addAndGet(1);
        assertRefused(token, UPSTREAM_UNAVAILABLE);
    }

    @Test
    void verifyWhenManyUnknownKeysAreNamedThenFetchesAreFewAndGoodTokensGoOn() {
        var good = PROVIDER.token(PROVIDER.claims());
        assertThat(caller(good)).isNotNull();
        for (int i = 0; i < 300; i++) {
            var header =
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k" + i).build();
            assertRefused(PROVIDER.under(header, PROVIDER.claims()), TOKEN_INVALID);
        }
        assertThat(caller(good)).isNotNull();
        assertThat(fetches).as("the first, and one for all the unknown").hasValue(2);
    }

    @Test
    void keepWhenThereIsNoRoomThenOthersGoAndAreVerifiedAgain() {
        var some = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            some.add(PROVIDER.token(PROVIDER.claims().claim("more", "x".repeat(3_000) + i)));
        }
        some.forEach(token -> assertThat(caller(token)).isNotNull());
        assertThat(some.stream().filter(token -> tokens.find(Digest.of(token)) != null))
                .hasSizeBetween(1, 25);
        some.forEach(token -> assertThat(caller(token)).isNotNull());
    }
}
