package io.portage.kong.jwks;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A key pair and how it is written as a JSON web key.
///
/// @param members of the public key, as JSON values
record Jwk(KeyPair pair, Map<String, String> members) {
    static Jwk rsa(String kid, int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        var pair = generator.generateKeyPair();
        var key = (RSAPublicKey) pair.getPublic();
        return of(pair, kid, "RSA")
                .with("n", quoted(unsigned(key.getModulus())))
                .with("e", quoted(unsigned(key.getPublicExponent())));
    }

    static Jwk ec(String kid, String curve, String name) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        var pair = generator.generateKeyPair();
        var point = ((ECPublicKey) pair.getPublic()).getW();
        return of(pair, kid, "EC")
                .with("crv", '"' + curve + '"')
                .with("x", quoted(unsigned(point.getAffineX())))
                .with("y", quoted(unsigned(point.getAffineY())));
    }

    static Jwk ed25519(String kid) throws GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var encoded = ((EdECPublicKey) pair.getPublic()).getEncoded();
        return of(pair, kid, "OKP")
                .with("crv", "\"Ed25519\"")
                .with("x", quoted(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
    }

    /// The same key with one member changed or added, or removed by null.
    Jwk with(String member, @Nullable String json) {
        var changed = new LinkedHashMap<>(members);
        changed.remove(member);
        if (json != null) {
            changed.put(member, json);
        }
        return new Jwk(pair, changed);
    }

    static String set(Jwk... keys) {
        return Stream.of(keys).map(Jwk::json).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    String json() {
        return members.entrySet().stream()
                .map(member -> '"' + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String quoted(byte[] bytes) {
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + '"';
    }

    private static Jwk of(KeyPair pair, String kid, String type) {
        return new Jwk(pair, Map.of()).with("kid", '"' + kid + '"').with("kty", '"' + type + '"');
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
