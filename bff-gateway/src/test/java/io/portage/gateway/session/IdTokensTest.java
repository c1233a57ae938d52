package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import io.portage.gateway.Settings;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.caller.Ed25519Signer;
import io.portage.gateway.caller.IdentityProvider;
import io.portage.gateway.caller.Verifiers;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/// Which ID tokens make a login good.
final class IdTokensTest {
    private final IdentityProvider provider = new IdentityProvider();
    private final IdentityProvider second = new IdentityProvider();
    private final TestClock clock = new TestClock();

    @AfterEach
    void close() {
        provider.close();
        second.close();
    }

    private Settings settings(String algorithms) {
        var settings = new HashMap<>(Map.of(
                "portage.token.issuers[0].url",
                provider.issuer().toString(),
                "portage.token.issuers[0].tenants",
                "north",
                "portage.token.issuers[1].url",
                second.issuer().toString(),
                "portage.token.issuers[1].tenants",
                "south",
                "portage.token.algorithms",
                algorithms));
        settings.put("portage.login.client-id", "ehr-web");
        settings.put("portage.login.client-secret", "secret");
        settings.put("portage.login.base-url", "https://ehr.example");
        return SettingsTest.bound(settings);
    }

    private @Nullable Jwt decoded(String algorithms, String token) {
        var settings = settings(algorithms);
        return new IdTokens(Verifiers.decoder(settings), clock)
                .createDecoder(LoginClient.of(settings))
                .decode(token)
                .block(Duration.ofSeconds(10));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(provider.issuer().toString())
                .audience("ehr-web")
                .subject("doc")
                .issueTime(Date.from(TestClock.START))
                .expirationTime(Date.from(TestClock.START.plusSeconds(60)));
    }

    private static String signed(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, String key, JWSSigner signer) {
        return IdentityProvider.signed(
                claims, new JWSHeader.Builder(algorithm).keyID(key).build(), signer);
    }

    private static String signed(JWTClaimsSet.Builder claims, IdentityProvider by) {
        return signed(claims, JWSAlgorithm.RS256, "right", IdentityProvider.signer(by.key()));
    }

    private void assertRefused(String algorithms, String token) {
        assertThatThrownBy(() -> decoded(algorithms, token)).isInstanceOf(JwtException.class);
    }

    @Test
    void tokenWhenSignedByAnyAcceptedAlgorithmThenGoodAndByAnyOtherRefused() throws JOSEException {
        var curve = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        var edwards = new Ed25519Signer();
        provider.serve(provider.key(), curve, edwards.key("ed"));
        var tokens = Map.of(
                "RS256", signed(claims(), provider),
                "PS256", signed(claims(), JWSAlgorithm.PS256, "right", IdentityProvider.signer(provider.key())),
                "ES256", signed(claims(), JWSAlgorithm.ES256, "ec", new ECDSASigner(curve)),
                "EdDSA", signed(claims(), JWSAlgorithm.EdDSA, "ed", edwards));
        tokens.forEach((algorithm, token) -> {
            assertThat(decoded("RS512,RS256,PS256,ES256,EdDSA", token))
                    .as(algorithm)
                    .isNotNull()
                    .extracting(Jwt::getSubject)
                    .isEqualTo("doc");
            assertRefused("RS512", token);
        });
    }

    @Test
    void tokenWhenForgedThenRefused() {
        assertRefused("RS256", signed(claims(), second));
        var token = signed(claims(), provider);
        assertRefused("RS256", token.substring(0, token.length() - 8) + "AAAAAAAA");
        assertRefused("RS256", token.substring(0, token.lastIndexOf('.') + 1));
        assertRefused("RS256", "no.token.at-all");
    }

    @Test
    void tokenWhenOfAnotherIssuerOfOursOrForAnotherClientOrPastThenRefused() {
        assertRefused("RS256", signed(claims().issuer(second.issuer().toString()), second));
        assertRefused("RS256", signed(claims().audience("portal-app"), provider));
        var token = signed(claims(), provider);
        assertThat(decoded("RS256", token)).isNotNull();
        clock.advance(Duration.ofMinutes(3));
        assertRefused("RS256", token);
    }

    @Test
    void tokenWhenTheKeysCannotBeFetchedThenNotItsFault() {
        var token = signed(claims(), provider);
        provider.close();
        assertThatThrownBy(() -> decoded("RS256", token)).isInstanceOf(IllegalStateException.class);
    }
}
