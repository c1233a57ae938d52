package io.portage.kong.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys that verify become entries; secret, weak and ambiguous ones are refused by name.
final class JwksToSecretsTest {
    private static final int MUTATIONS = 2_000;
    private static Jwk rsa;
    private static Jwk ec;

    @BeforeAll
    static void keys() throws GeneralSecurityException {
        rsa = Jwk.rsa("b", 2048);
        ec = Jwk.ec("a", "P-256", "secp256r1");
    }

    @Test
    void readWhenKeycloaksSetThenTheSigningKeysInOrderAndTheOthersAreTold() throws GeneralSecurityException {
        var encrypting = rsa.with("kid", "\"e\"").with("use", "\"enc\"").with("alg", "\"RSA-OAEP\"");
        var signing = rsa.with("use", "\"sig\"").with("alg", "\"RS256\"").with("x5c", "[\"abc\"]");
        var keys = JwksToSecrets.of("certs.json", Jwk.set(encrypting, signing, ec));
        assertThat(keys.keys()).extracting(RealmKey::kid).containsExactly("a", "b");
        assertThat(keys.keys()).extracting(RealmKey::algorithm).containsExactly("ES256", "RS256");
        assertThat(keys.skipped()).containsExactly("certs.json: keys[0]: for encryption, left out");
        assertThat(keys.isPlaceholder()).isFalse();
        assertThat(decoded(keys.keys().get(1), "RSA")).isEqualTo(rsa.pair().getPublic());
    }

    @ParameterizedTest
    @CsvSource({"P-256, secp256r1, ES256", "P-384, secp384r1, ES384", "P-521, secp521r1, ES512"})
    void readWhenEllipticThenTheCurvesAlgorithmAndTheSameKey(String curve, String name, String algorithm)
            throws GeneralSecurityException {
        var jwk = Jwk.ec("k", curve, name);
        var key = JwksToSecrets.of("f", Jwk.set(jwk)).keys().getFirst();
        assertThat(key.algorithm()).isEqualTo(algorithm);
        assertThat(decoded(key, "EC")).isEqualTo(jwk.pair().getPublic());
    }

    @Test
    void readWhenEd25519ThenTheSameKey() throws GeneralSecurityException {
        for (int i = 0; i < 20; i++) {
            var jwk = Jwk.ed25519("k");
            var key = JwksToSecrets.of("f", Jwk.set(jwk)).keys().getFirst();
            assertThat(key.algorithm()).isEqualTo("EdDSA");
            assertThat(decoded(key, "Ed25519").getEncoded())
                    .isEqualTo(jwk.pair().getPublic().getEncoded());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void readWhenRsaNamesItsAlgorithmThenThatOne(String algorithm) {
        var keys = JwksToSecrets.of("f", Jwk.set(rsa.with("alg", '"' + algorithm + '"')));
        assertThat(keys.keys().getFirst().algorithm()).isEqualTo(algorithm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
    void readWhenAKeyIsPrivateThenRefusedWithoutItsValue(String member) {
        var encrypting = rsa.with("use", "\"enc\"").with(member, "\"c2VjcmV0\"");
        refused(
                Jwk.set(ec, encrypting),
                "f: keys[1]." + member + ": there (expected: a public key without it; this one"
                        + " is secret: replace it wherever this file has been)");
    }

    @Test
    void readWhenSymmetricThenRefused() {
        refused("{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\"}]}", "f: keys[0].kty: oct (expected: RSA, EC or OKP)");
    }

    @Test
    void readWhenRsaIsShortThenRefused() throws GeneralSecurityException {
        refused(Jwk.set(Jwk.rsa("a", 1024)), "f: keys[0].n: 1024 bits (expected: 2048 to 16384 bits)");
    }

    @Test
    void readWhenKongWouldVerifyNoSignatureOfItThenRefused() throws GeneralSecurityException {
        var larger = Jwk.rsa("a", 3072);
        refused(
                Jwk.set(larger.with("alg", "\"PS256\"")),
                "f: keys[0].n: 3072 bits with PS256 (expected: 2048 bits: Kong verifies no other ones)");
        assertThat(JwksToSecrets.of("f", Jwk.set(larger)).keys()).hasSize(1);
    }

    @Test
    void readWhenTwoKeysHaveOneNameThenRefused() {
        refused(
                Jwk.set(rsa, ec.with("kid", "\"b\"")),
                "f: keys[1].kid: another key is called so, too (expected: a name of its own)");
    }

    @Test
    void readWhenAMemberIsWrongThenNamed() {
        refused(Jwk.set(rsa.with("kid", null)), "f: keys[0].kid: missing (expected: a text)");
        refused(Jwk.set(rsa.with("kid", "\" \"")), "f: keys[0].kid: empty (expected: a text)");
        refused(Jwk.set(rsa.with("n", "\"?\"")), "f: keys[0].n: no base64url (expected: base64url without padding)");
        refused(Jwk.set(rsa.with("e", "\"AQ\"")), "f: keys[0].e: 1 (expected: an odd number from 3)");
        refused(Jwk.set(rsa.with("e", "\"BA\"")), "f: keys[0].e: 4 (expected: an odd number from 3)");
        refused(
                Jwk.set(rsa.with("alg", "\"HS256\"")),
                "f: keys[0].alg: HS256 (expected: one of RS256, RS384, RS512, PS256, PS384, PS512)");
        refused(Jwk.set(ec.with("alg", "\"ES384\"")), "f: keys[0].alg: ES384 (expected: one of ES256)");
        refused(
                Jwk.set(ec.with("crv", "\"secp256k1\"")),
                "f: keys[0].crv: secp256k1 (expected: P-256, P-384 or P-521)");
        refused(Jwk.set(ec.with("y", "\"AQ\"")), "f: keys[0].x: a point beside the curve (expected: one on P-256)");
    }

    @Test
    void readWhenEdIsAnotherCurveOrTooShortThenRefused() throws GeneralSecurityException {
        var ed = Jwk.ed25519("k");
        refused(Jwk.set(ed.with("crv", "\"X25519\"")), "f: keys[0].crv: X25519 (expected: Ed25519)");
        refused(Jwk.set(ed.with("x", "\"AQ\"")), "f: keys[0].x: 1 bytes (expected: 32 bytes)");
    }

    @Test
    void readWhenNoKeyVerifiesThenRefused() {
        refused("{\"keys\":[]}", "f: no key that verifies signatures (expected: at least one)");
        refused(
                Jwk.set(rsa.with("key_ops", "[\"encrypt\"]")),
                "f: no key that verifies signatures (expected: at least one)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{}", "{\"keys\":{}}", "{\"keys\":null}"})
    void readWhenNoSetThenRefused(String text) {
        refused(text, "f: no JSON web key set (expected: an object with a list of keys)");
    }

    @Test
    void readWhenNoJsonOrAMemberTwiceThenRefusedWithItsPlaceAndNotItsText() {
        refused("{\"keys\":[", "f: no JSON (expected: a JSON web key set); line 1, column 10");
        assertThatExceptionOfType(JwksException.class)
                .isThrownBy(() -> JwksToSecrets.of("f", "{\"keys\":[{\"d\":\"geheim\",\"d\":\"geheim\"}]}"))
                .withMessageStartingWith("f: no JSON")
                .withMessageNotContaining("geheim");
    }

    @Test
    void readWhenAnyDamageThenAKeyOrARefusal() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var set = Jwk.set(rsa, ec);
        for (int i = 0; i < MUTATIONS; i++) {
            var bytes = set.getBytes(StandardCharsets.ISO_8859_1);
            bytes[random.nextInt(bytes.length)] = (byte) (0x20 + random.nextInt(95));
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            try {
                assertThat(JwksToSecrets.of("f", text).keys())
                        .as(seed + ": " + text)
                        .isNotEmpty();
            } catch (JwksException e) {
                assertThat(e).as(seed + ": " + text).hasMessageContaining("(expected: ");
            }
        }
    }

    @Test
    void placeholderWhenReadThenARealKey() throws GeneralSecurityException {
        var keys = Keys.placeholder();
        assertThat(keys.isPlaceholder()).isTrue();
        assertThat(((RSAPublicKey) decoded(keys.keys().getFirst(), "RSA"))
                        .getModulus()
                        .bitLength())
                .isEqualTo(2048);
    }

    private static PublicKey decoded(RealmKey key, String family) throws GeneralSecurityException {
        assertThat(key.pem()).startsWith("-----BEGIN PUBLIC KEY-----\n").endsWith("\n-----END PUBLIC KEY-----\n");
        assertThat(key.pem().lines()).allMatch(line -> line.length() <= 64);
        var body = key.pem().replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance(family)
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    }

    private static void refused(String json, String message) {
        assertThatExceptionOfType(JwksException.class)
                .isThrownBy(() -> JwksToSecrets.of("f", json))
                .withMessage(message);
    }

    /// Either says that a key is not for signatures; Keycloak gives both, others one.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"use | \"enc\"", "alg | \"RSA-OAEP-256\"", "alg | \"ECDH-ES\"", "key_ops | [\"wrapKey\"]"})
    void readWhenOneMemberSaysThatAKeyEncryptsThenLeftOut(String member, String value) {
        var keys = JwksToSecrets.of("f", Jwk.set(rsa.with(member, value), ec));
        assertThat(keys.keys()).extracting(RealmKey::kid).containsExactly("a");
        assertThat(keys.skipped()).hasSize(1);
    }

    @Test
    void readWhenTheModulusIsLongerThanAnyKeyThenRefused() {
        var bytes = new byte[2049];
        Arrays.fill(bytes, (byte) 0xff);
        refused(Jwk.set(rsa.with("n", Jwk.quoted(bytes))), "f: keys[0].n: 16392 bits (expected: 2048 to 16384 bits)");
    }

    /// The same point to whoever reduces, and another key to whoever does not.
    @ParameterizedTest
    @ValueSource(strings = {"x", "y"})
    void readWhenACoordinateIsBeyondTheFieldThenRefused(String member) {
        var p = new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
        var point = ((ECPublicKey) ec.pair().getPublic()).getW();
        var beyond = (member.equals("x") ? point.getAffineX() : point.getAffineY()).add(p);
        refused(
                Jwk.set(ec.with(member, Jwk.quoted(beyond.toByteArray()))),
                "f: keys[0].x: a point beside the curve (expected: one on P-256)");
    }
}
