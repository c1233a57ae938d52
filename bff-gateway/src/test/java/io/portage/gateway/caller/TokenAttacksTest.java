package io.portage.gateway.caller;

import static io.portage.gateway.problem.ProblemCode.TOKEN_INVALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.problem.RejectedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens by which somebody tries to pass for somebody else. Where a token names an address, nobody goes there.
final class TokenAttacksTest {
    private static final IdentityProvider PROVIDER = new IdentityProvider();
    private static final IdentityProvider SECOND = new IdentityProvider();
    private static final IdentityProvider EVIL = new IdentityProvider();
    private static final URI EVIL_KEYS = URI.create(EVIL.issuer() + "/keys");
    private final TokenVerifier verifier = Verifiers.of(
            SettingsTest.bound(Map.of(
                    "portage.token.issuers[0].url", PROVIDER.issuer().toString(),
                    "portage.token.issuers[0].tenants", "north",
                    "portage.token.issuers[1].url", SECOND.issuer().toString(),
                    "portage.token.issuers[1].tenants", "south",
                    "portage.token.algorithms", "RS256,PS256,ES256,EdDSA")),
            new TestClock());

    @AfterAll
    static void close() {
        PROVIDER.close();
        SECOND.close();
        EVIL.close();
    }

    private void assertRefused(String token) {
        var refused = catchThrowableOfType(
                RejectedException.class,
                () -> verifier.verify("Bearer " + token).block(Duration.ofSeconds(10)));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.rejection().code()).isEqualTo(TOKEN_INVALID);
        assertThat(EVIL.fetches()).isZero();
    }

    private void assertAccepted(String token) {
        assertThat(verifier.verify("Bearer " + token).block(Duration.ofSeconds(10)))
                .isNotNull();
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("right");
    }

    /// What the evil one signs with its own key in the name of the right issuer.
    private static String evil(JWSHeader.Builder header) {
        return EVIL.under(header.build(), PROVIDER.claims());
    }

    @Test
    void tokenWhenItBringsItsOwnKeyThenRefusedAndNobodyFetchesIt() {
        JWK key = EVIL.key().toPublicJWK();
        assertRefused(evil(header().jwk(key)));
        assertRefused(evil(header().jwkURL(EVIL_KEYS)));
        assertRefused(evil(header().x509CertURL(EVIL_KEYS)));
        assertRefused(evil(header().x509CertChain(List.of(Base64.encode("certificate")))));
    }

    @Test
    void tokenWhenRightlySignedAndYetWithAKeyOfItsOwnThenRefusedAllTheSame() {
        assertRefused(PROVIDER.under(header().jwk(PROVIDER.key().toPublicJWK()).build(), PROVIDER.claims()));
        assertRefused(PROVIDER.under(header().jwkURL(EVIL_KEYS).build(), PROVIDER.claims()));
        assertAccepted(PROVIDER.under(header().build(), PROVIDER.claims()));
    }

    @Test
    void tokenWhenItDemandsRulesOfItsOwnThenRefused() {
        assertRefused(PROVIDER.under(
                header().criticalParams(Set.of("exp")).customParam("exp", 1).build(), PROVIDER.claims()));
        assertRefused(PROVIDER.under(
                header().base64URLEncodePayload(true)
                        .criticalParams(Set.of("b64"))
                        .build(),
                PROVIDER.claims()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../dev/null",
                "/dev/null",
                "file:///etc/passwd",
                "' OR '1'='1",
                "right' UNION SELECT 'x",
                "right\u0000",
                "RIGHT",
                " right",
                "*",
                "${jndi:ldap://localhost/x}"
            })
    void kidWhenAPathOrAnInjectionThenAnUnknownKey(String id) {
        assertRefused(EVIL.under(header().keyID(id).build(), PROVIDER.claims()));
        assertRefused(PROVIDER.under(header().keyID(id).build(), PROVIDER.claims()));
    }

    @Test
    void kidWhenMissingOrTooLongThenRefused() {
        assertRefused(PROVIDER.under(new JWSHeader.Builder(JWSAlgorithm.RS256).build(), PROVIDER.claims()));
        assertRefused(PROVIDER.under(header().keyID("").build(), PROVIDER.claims()));
        var longId = "k".repeat(257);
        try (var talkative = new IdentityProvider()) {
            talkative.serve(new RSAKey.Builder(talkative.key()).keyID(longId).build());
            var settings = SettingsTest.bound(
                    Map.of("portage.token.issuers[0].url", talkative.issuer().toString()));
            var token = talkative.under(header().keyID(longId).build(), talkative.claims());
            assertThat(catchThrowableOfType(
                            RejectedException.class,
                            () -> Verifiers.of(settings, new TestClock())
                                    .verify("Bearer " + token)
                                    .block()))
                    .as("although the issuer has such a key")
                    .isNotNull();
        }
    }

    @Test
    void tokenWhenOneIssuerSignsInTheNameOfAnotherThenRefused() {
        assertAccepted(SECOND.token(SECOND.claims().claim("tenant_id", "south")));
        assertRefused(SECOND.token(PROVIDER.claims()));
        assertRefused(PROVIDER.token(SECOND.claims()));
        assertRefused(EVIL.token(EVIL.claims()));
        assertRefused(EVIL.token(PROVIDER.claims().issuer(EVIL.issuer() + "/../" + PROVIDER.issuer())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "HS256", "hs256", "RS256 ", "rs256", "RS512"})
    void algorithmWhenNoneOrSharedOrMisspeltThenRefused(String algorithm) {
        var parts = PROVIDER.token(PROVIDER.claims()).split("\\.");
        var head = Base64URL.encode("{\"kid\":\"right\",\"alg\":\"" + algorithm + "\"}")
                .toString();
        assertRefused(head + "." + parts[1] + "." + parts[2]);
        assertRefused(head + "." + parts[1] + ".");
    }

    @Test
    void algorithmWhenTheKeyIsForAnotherThenRefused() {
        assertRefused(PROVIDER.ofAlgorithm(PROVIDER.claims(), JWSAlgorithm.RS512));
        var ownAlgorithm = new IdentityProvider();
        try (ownAlgorithm) {
            ownAlgorithm.serve(new RSAKey.Builder(ownAlgorithm.key())
                    .algorithm(JWSAlgorithm.RS256)
                    .build());
            var settings = SettingsTest.bound(Map.of(
                    "portage.token.issuers[0].url",
                    ownAlgorithm.issuer().toString(),
                    "portage.token.algorithms",
                    "RS256,PS256"));
            var strict = Verifiers.of(settings, new TestClock());
            assertThat(strict.verify("Bearer " + ownAlgorithm.token(ownAlgorithm.claims()))
                            .block())
                    .isNotNull();
            var other = ownAlgorithm.ofAlgorithm(ownAlgorithm.claims(), JWSAlgorithm.PS256);
            assertThat(catchThrowableOfType(
                            RejectedException.class,
                            () -> strict.verify("Bearer " + other).block()))
                    .isNotNull();
        }
    }

    /// Two readers of one token must not see two payloads.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kid\":\"right\",\"alg\":\"RS256\",\"alg\":\"none\"}",
                "{\"kid\":\"right\",\"alg\":\"RS256\"} {}",
                "[{\"kid\":\"right\",\"alg\":\"RS256\"}]",
                "\"RS256\"",
                "",
            })
    void headerWhenItCanBeReadInTwoWaysThenRefused(String header) {
        var parts = PROVIDER.token(PROVIDER.claims()).split("\\.");
        assertRefused(Base64URL.encode(header) + "." + parts[1] + "." + parts[2]);
    }

    @Test
    void tokenWhenInAnotherAlphabetOrWithMorePartsThenRefused() {
        var token = PROVIDER.token(PROVIDER.claims());
        assertRefused(token.replace('.', '/'));
        assertRefused(token + ".");
        assertRefused(token + "." + token);
        assertRefused(token.substring(0, token.lastIndexOf('.')));
        assertRefused(token + "~");
        assertRefused("." + token);
    }

    @Test
    void tokenWhenTooLongThenRefusedUnread() {
        var long100k = PROVIDER.token(PROVIDER.claims().claim("more", "x".repeat(75_000)));
        assertThat(long100k.length()).isGreaterThan(100_000);
        assertRefused(long100k);
        assertAccepted(PROVIDER.token(PROVIDER.claims().claim("more", "x".repeat(9_000))));
    }

    @Test
    void tokenWhenItsClaimsAreDeepOrTwiceThereThenRefused() {
        var deep = "[".repeat(200) + "]".repeat(200);
        for (var payload : List.of("{\"a\":" + deep + "}", "{\"sub\":\"pat\",\"sub\":\"doc\"}", "{}", "null")) {
            var head = Base64URL.encode("{\"kid\":\"right\",\"alg\":\"RS256\"}");
            assertRefused(head + "." + Base64URL.encode(payload.getBytes(StandardCharsets.UTF_8)) + ".AAAA");
        }
    }

    @Test
    void tokenWhenItsIssuerIsNotOursThenNoKeysAreFetchedForIt() {
        var settings = SettingsTest.bound(
                Map.of("portage.token.issuers[0].url", SECOND.issuer().toString()));
        var fresh = Verifiers.of(settings, new TestClock());
        int before = SECOND.fetches();
        var claims = new HashMap<String, String>();
        claims.put("iss", EVIL.issuer().toString());
        assertThat(catchThrowableOfType(
                        RejectedException.class,
                        () -> fresh.verify("Bearer " + EVIL.token(EVIL.claims().issuer(claims.get("iss"))))
                                .block()))
                .isNotNull();
        assertThat(SECOND.fetches()).isEqualTo(before);
        assertThat(EVIL.fetches()).isZero();
    }
}
