package io.portage.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.problem.RejectedException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every algorithm that can be chosen, and that none but the chosen ones is taken.
final class TokenAlgorithmsTest {
    private final IdentityProvider provider = new IdentityProvider();

    @AfterEach
    void close() {
        provider.close();
    }

    private @Nullable Caller caller(String algorithms, String token) {
        var settings = SettingsTest.bound(Map.of(
                "portage.token.issuers[0].url", provider.issuer().toString(), "portage.token.algorithms", algorithms));
        return Verifiers.of(settings, new TestClock()).verify("Bearer " + token).block(Duration.ofSeconds(10));
    }

    private void assertTakenOnlyWhereChosen(JWK key, JWSAlgorithm algorithm, JWSSigner signer) {
        provider.serve(provider.key(), key);
        var header = new JWSHeader.Builder(algorithm)
                .keyID(key.getKeyID())
                .type(JOSEObjectType.JWT)
                .build();
        var token = IdentityProvider.signed(provider.claims(), header, signer);
        assertThat(caller("RS256," + algorithm, token)).isNotNull();
        assertRefused("RS384", token);
        var other = token.substring(0, token.length() - 8) + "AAAAAAAA";
        assertRefused("RS256," + algorithm, other);
        assertRefused("RS256," + algorithm, token.substring(0, token.length() - 8));
    }

    private void assertRefused(String algorithms, String token) {
        assertThat(catchThrowableOfType(RejectedException.class, () -> caller(algorithms, token)))
                .as("refused")
                .isNotNull();
    }

    @Test
    void tokenWhenSignedByRsaOrPssThenTakenWhereChosen() {
        var key = IdentityProvider.key("rsa");
        for (var algorithm : Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384)) {
            assertTakenOnlyWhereChosen(key, algorithm, IdentityProvider.signer(key));
        }
    }

    @Test
    void tokenWhenSignedOnACurveThenTakenWhereChosen() throws JOSEException {
        var curves = Map.of(
                Curve.P_256, JWSAlgorithm.ES256, Curve.P_384, JWSAlgorithm.ES384, Curve.P_521, JWSAlgorithm.ES512);
        for (var curve : curves.entrySet()) {
            ECKey key = new ECKeyGenerator(curve.getKey()).keyID("ec").generate();
            assertTakenOnlyWhereChosen(key, curve.getValue(), new ECDSASigner(key));
        }
    }

    @Test
    void tokenWhenSignedByEd25519ThenTakenWhereChosen() {
        var signer = new Ed25519Signer();
        assertTakenOnlyWhereChosen(signer.key("ed"), JWSAlgorithm.EdDSA, signer);
    }

    @Test
    void keyWhenForEncryptionOrTooShortThenNotForSignatures() throws JOSEException {
        var encryption = new RSAKey.Builder(IdentityProvider.key("enc"))
                .keyUse(KeyUse.ENCRYPTION)
                .build();
        var small = new RSAKeyGenerator(1024, true).keyID("small").generate();
        provider.serve(provider.key(), encryption, small);
        for (var key : Set.of(encryption, small)) {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .build();
            var signer = new RSASSASigner(key.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()));
            assertRefused("RS256", IdentityProvider.signed(provider.claims(), header, signer));
        }
        assertThat(caller("RS256", provider.token(provider.claims()))).isNotNull();
    }
}
