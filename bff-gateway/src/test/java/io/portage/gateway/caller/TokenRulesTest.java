package io.portage.gateway.caller;

import static io.portage.gateway.problem.ProblemCode.TOKEN_EXPIRED;
import static io.portage.gateway.problem.ProblemCode.TOKEN_INVALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.portage.gateway.Settings;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The verifier as the gateway builds it, with tokens that are really signed.
final class TokenRulesTest {
    private static final IdentityProvider PROVIDER = new IdentityProvider();
    private final TestClock clock = new TestClock();
    private final TokenVerifier verifier = Verifiers.of(settings(), clock);

    @AfterAll
    static void close() {
        PROVIDER.close();
    }

    private static Settings settings() {
        return SettingsTest.bound(
                Map.of("portage.token.issuers[0].url", PROVIDER.issuer().toString()));
    }

    private static JWTClaimsSet.Builder claims() {
        return PROVIDER.claims();
    }

    private @Nullable Caller caller(String token) {
        return verifier.verify("Bearer " + token).block(Duration.ofSeconds(10));
    }

    private Rejection refusal(String token, ProblemCode code) {
        var refused = catchThrowableOfType(RejectedException.class, () -> caller(token));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.rejection().code()).isEqualTo(code);
        assertThat(refused.rejection().status()).isEqualTo(401);
        assertThat(refused.rejection().headers().get("WWW-Authenticate"))
                .startsWith("Bearer realm=\"portage\", error=\"invalid_token\", error_description=\"");
        return refused.rejection();
    }

    private void assertInvalid(JWTClaimsSet.Builder claims, String why) {
        assertThat(refusal(PROVIDER.token(claims), TOKEN_INVALID).detail()).contains(why);
    }

    @Test
    void tokenWhenAsUsualThenCaller() {
        assertThat(caller(PROVIDER.token(claims())))
                .isEqualTo(new Caller("north", "pat", Set.of("patient", "clinician"), Set.of("openid", "profile")));
    }

    @Test
    void tokenWhenRolesAndScopesAreAbsentThenNone() {
        assertThat(caller(PROVIDER.token(claims().claim("realm_access", null).claim("scope", null))))
                .isEqualTo(new Caller("north", "pat", Set.of(), Set.of()));
    }

    @Test
    void tokenWhenItNamesModulesAndSessionThenTheCallersToo() {
        var token = PROVIDER.token(
                claims().claim("modules", List.of("ehr.registration")).claim("sid", "s1"));
        assertThat(caller(token))
                .extracting(Caller::modules, Caller::session)
                .containsExactly(Set.of("ehr.registration"), "s1");
        assertThat(caller(PROVIDER.token(claims().claim("modules", List.of()))))
                .extracting(Caller::modules)
                .isEqualTo(Set.of());
    }

    @Test
    void issuerWhenAnotherThenInvalid() {
        assertInvalid(claims().issuer("https://evil.example/realms/ehr"), "iss");
        assertInvalid(claims().issuer(PROVIDER.issuer() + "/"), "iss");
        assertInvalid(claims().issuer(null), "iss");
    }

    @Test
    void audienceWhenTextOrListNamesTheGatewayThenAccepted() {
        assertThat(caller(PROVIDER.token(claims().audience(IdentityProvider.AUDIENCE))))
                .isNotNull();
        assertThat(caller(PROVIDER.token(claims().audience(List.of("account", IdentityProvider.AUDIENCE)))))
                .isNotNull();
    }

    @Test
    void audienceWhenAnotherThenInvalid() {
        assertInvalid(claims().audience("account"), "aud");
        assertInvalid(claims().audience(List.of("account", "bff-gateway-2")), "aud");
        assertInvalid(claims().audience((String) null), "aud");
    }

    @Test
    void confirmationWhenTheTokenIsBoundToAKeyThenInvalid() {
        assertInvalid(claims().claim("cnf", Map.of("x5t#S256", "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2")), "cnf");
        assertInvalid(claims().claim("cnf", Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")), "cnf");
    }

    @Test
    void expiryWhenMissingThenInvalid() {
        assertInvalid(claims().expirationTime(null), "exp is missing");
    }

    @Test
    void expiryWhenPastThenExpiredWithoutAllowance() {
        var token = PROVIDER.token(claims());
        clock.advance(Duration.ofSeconds(3600).minusMillis(1));
        assertThat(caller(token)).isNotNull();
        clock.advance(Duration.ofMillis(1));
        refusal(token, TOKEN_EXPIRED);
    }

    @Test
    void expiryWhenBeforeTheIssueTimeThenExpired() {
        var past = IdentityProvider.at(TestClock.START.minusSeconds(60));
        refusal(PROVIDER.token(claims().expirationTime(past)), TOKEN_EXPIRED);
    }

    @Test
    void expiryWhenPastAndAudienceIsAnotherThenInvalid() {
        var past = IdentityProvider.at(TestClock.START.minusSeconds(60));
        assertInvalid(claims().expirationTime(past).audience("account"), "aud");
    }

    @Test
    void notBeforeWhenInTheFutureThenInvalidUntilThen() {
        var token = PROVIDER.token(claims().notBeforeTime(IdentityProvider.at(TestClock.START.plusSeconds(1))));
        assertThat(refusal(token, TOKEN_INVALID).detail()).contains("nbf");
        clock.advance(Duration.ofSeconds(1));
        assertThat(caller(token)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID", "Refresh", "Offline", "Logout", "bearer", ""})
    void typeWhenAnotherKindOfTokenThenInvalid(String type) {
        assertInvalid(claims().claim("typ", type), "typ");
        assertThat(refusal(PROVIDER.token(claims().claim("typ", type), "at+jwt"), TOKEN_INVALID)
                        .detail())
                .contains("typ");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "JWT")
    void typeWhenNeitherHeaderNorPayloadSaysAccessTokenThenInvalid(@Nullable String header) {
        assertThat(refusal(PROVIDER.token(claims().claim("typ", null), header), TOKEN_INVALID)
                        .detail())
                .contains("typ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt"})
    void typeWhenHeaderSaysAccessTokenThenAccepted(String header) {
        assertThat(caller(PROVIDER.token(claims().claim("typ", null), header))).isNotNull();
        assertThat(caller(PROVIDER.token(claims(), header))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "dpop+jwt", "secevent+jwt", "x"})
    void typeWhenHeaderSaysAnotherKindThenInvalid(String header) {
        refusal(PROVIDER.token(claims(), header), TOKEN_INVALID);
    }

    @Test
    void subjectOrTenantWhenMissingOrBlankThenInvalid() {
        assertInvalid(claims().subject(null), "sub is missing");
        assertInvalid(claims().subject(" "), "sub is missing");
        assertInvalid(claims().subject("s".repeat(256)), "sub is missing");
        assertInvalid(claims().claim("tenant_id", null), "tenant_id");
        assertInvalid(claims().claim("tenant_id", ""), "tenant_id");
        assertInvalid(claims().claim("tenant_id", List.of("north")), "tenant_id");
        assertInvalid(claims().claim("tenant_id", 7), "tenant_id");
    }

    /// On its way in a header it would be cut, folded or replaced, and might be another tenant at its end.
    @ParameterizedTest
    @ValueSource(strings = {"n\u00f6rth", "\u2603", " north", "north ", "north\n", "nor\nth", "nor\tth", "north\u007f"})
    void tenantWhenItCannotStandInAHeaderThenInvalid(String tenant) {
        assertInvalid(claims().claim("tenant_id", tenant), "tenant_id");
    }

    @Test
    void tenantWhenItCanStandInAHeaderThenAsItIs() {
        for (var tenant : List.of("n", "north west", "~!", "n".repeat(128))) {
            assertThat(caller(PROVIDER.token(claims().claim("tenant_id", tenant))))
                    .extracting(Caller::tenant)
                    .isEqualTo(tenant);
        }
        assertInvalid(claims().claim("tenant_id", "n".repeat(129)), "tenant_id");
    }

    @Test
    void signatureWhenNotOursThenInvalid() {
        refusal(PROVIDER.forged(claims()), TOKEN_INVALID);
        refusal(PROVIDER.confused(claims()), TOKEN_INVALID);
        refusal(PROVIDER.ofAlgorithm(claims(), JWSAlgorithm.RS512), TOKEN_INVALID);
        refusal(new PlainJWT(claims().build()).serialize(), TOKEN_INVALID);
        var token = PROVIDER.token(claims());
        refusal(token.substring(0, token.length() - 6) + "AAAAAA", TOKEN_INVALID);
        refusal(token.substring(0, token.lastIndexOf('.') + 1) + "AAAA", TOKEN_INVALID);
    }

    @Test
    void claimsWhenOfTheWrongKindThenInvalid() {
        refusal(PROVIDER.token(claims().claim("exp", "tomorrow")), TOKEN_INVALID);
        refusal(PROVIDER.token(claims().claim("iss", List.of("a"))), TOKEN_INVALID);
        refusal(PROVIDER.token(claims().claim("nbf", "yesterday")), TOKEN_INVALID);
        refusal(PROVIDER.token(claims().claim("iat", Map.of())), TOKEN_INVALID);
        refusal(PROVIDER.token(claims().claim("exp", 1e300)), TOKEN_INVALID);
        refusal(PROVIDER.token(claims().claim("exp", true)), TOKEN_INVALID);
    }
}
