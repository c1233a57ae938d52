package io.portage.gateway.caller;

import static io.portage.gateway.problem.ProblemCode.TOKEN_INVALID;
import static io.portage.gateway.problem.ProblemCode.TOKEN_MISSING;
import static io.portage.gateway.problem.ProblemCode.UPSTREAM_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.caller.revocation.Revocation;
import io.portage.gateway.caller.revocation.RevocationBoard;
import io.portage.gateway.caller.revocation.Revocations;
import io.portage.gateway.caller.revocation.TestRevocations;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

final class TokenVerifierTest {
    /// Nothing that ends before the decoder needs an issuer that answers.
    private static TokenVerifier verifier(String issuer) {
        return Verifiers.of(SettingsTest.bound(Map.of("portage.token.issuers[0].url", issuer)), new TestClock());
    }

    /// Believes that provider, and looks for its keys elsewhere.
    private static TokenVerifier verifier(IdentityProvider provider, String jwks) {
        var settings = SettingsTest.bound(Map.of(
                "portage.token.issuers[0].url", provider.issuer().toString(), "portage.token.issuers[0].jwks", jwks));
        return Verifiers.of(settings, new TestClock());
    }

    private static Rejection refusal(TokenVerifier verifier, @Nullable String authorization) {
        var refused = catchThrowableOfType(
                RejectedException.class, () -> verifier.verify(authorization).block(Duration.ofSeconds(10)));
        assertThat(refused).as("refused").isNotNull();
        return refused.rejection();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Basic cGF0OnBhdA==", "Negotiate x", "Bear x", "token"})
    void verifyWhenNoBearerTokenThenMissingWithABareChallenge(@Nullable String authorization) {
        var refusal = refusal(verifier("http://localhost:1"), authorization);
        assertThat(refusal.code()).isEqualTo(TOKEN_MISSING);
        assertThat(refusal.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"portage\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer a b",
                "Bearer a,b",
                "Bearer \"a\"",
                "Bearera.b.c",
                "Bearer a=b",
                "Bearer\ta"
            })
    void verifyWhenNotTheFormOfABearerTokenThenInvalid(String authorization) {
        var refusal = refusal(verifier("http://localhost:1"), authorization);
        assertThat(refusal.code()).isEqualTo(TOKEN_INVALID);
        assertThat(refusal.headers().get("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", "Bearer  "})
    void verifyWhenSchemeIsInAnyCaseThenRead(String scheme) {
        try (var provider = new IdentityProvider()) {
            var token = provider.token(provider.claims());
            assertThat(verifier(provider.issuer().toString())
                            .verify(scheme + " " + token)
                            .block())
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a.b", "a.b.c", "e30.e30.", "e30.e30.e30"})
    void verifyWhenNoJwtThenInvalid(String token) {
        assertThat(refusal(verifier("http://localhost:1"), "Bearer " + token).code())
                .isEqualTo(TOKEN_INVALID);
    }

    @Test
    void verifyWhenKeysCannotBeFetchedThenUnavailableAndNotTheTokensFault() {
        try (var provider = new IdentityProvider()) {
            var token = provider.token(provider.claims());
            var refusal = refusal(verifier(provider, "http://localhost:1"), "Bearer " + token);
            assertThat(refusal.code()).isEqualTo(UPSTREAM_UNAVAILABLE);
            assertThat(refusal.headers()).containsKey("Retry-After");
        }
    }

    @Test
    void verifyWhenIssuerNeverAnswersThenUnavailableBeforeTheClientGivesUp() throws IOException {
        try (var provider = new IdentityProvider();
                var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var token = provider.token(provider.claims());
            var refusal = refusal(verifier(provider, "http://localhost:" + silent.getLocalPort()), "Bearer " + token);
            assertThat(refusal.code()).isEqualTo(UPSTREAM_UNAVAILABLE);
        }
    }

    /// A gateway that has just started may not have heard of it yet.
    @Test
    void verifyWhenRevocationsAreNotReadYetThenNoTokenIsBelievedBefore() {
        try (var provider = new IdentityProvider()) {
            var clock = new TestClock();
            var read = Sinks.<Void>empty();
            var isRead = new AtomicBoolean(true);
            var revocations = new LateRevocations(
                    TestRevocations.embedded(clock),
                    Mono.defer(() -> isRead.get() ? Mono.<Void>empty() : read.asMono()));
            var settings = SettingsTest.bound(
                    Map.of("portage.token.issuers[0].url", provider.issuer().toString()));
            var verifier = Verifiers.of(settings, clock, revocations);
            // from now on its keys are known, and nothing else takes time
            verifier.verify("Bearer " + provider.token(provider.claims())).block(Duration.ofSeconds(10));
            isRead.set(false);

            var token = provider.token(provider.claims().claim("sid", "s1"));
            StepVerifier.create(verifier.verify("Bearer " + token))
                    .expectSubscription()
                    .expectNoEvent(Duration.ofMillis(500))
                    .then(read::tryEmitEmpty)
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(Duration.ofSeconds(10));
        }
    }

    private record LateRevocations(Revocations all, Mono<Void> ready) implements Revocations {
        @Override
        public RevocationBoard board() {
            return all.board();
        }

        @Override
        public boolean know(Revocation revocation) {
            return all.know(revocation);
        }

        @Override
        public Mono<Void> add(List<Revocation> revocations) {
            return all.add(revocations);
        }
    }

    @Test
    void verifierWhenIssuerIsNotSetThenSaysSo() {
        assertThatThrownBy(() -> Verifiers.of(SettingsTest.bound(Map.of()), new TestClock()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("portage.token.issuers is not set (expected: ");
    }
}
