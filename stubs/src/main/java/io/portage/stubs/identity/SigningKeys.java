package io.portage.stubs.identity;

import io.portage.stubs.http.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/// The key that signs tokens, and another one that nobody should trust. Both are new at every start.
final class SigningKeys {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String ALGORITHM = "SHA256withRSA";

    private final KeyPair right = generate();
    private final CompletableFuture<KeyPair> other = CompletableFuture.supplyAsync(SigningKeys::generate);
    private final String id = thumbprint();

    /// The id of the right key: its RFC 7638 thumbprint, so that a new key has a new id.
    String id() {
        return id;
    }

    byte[] sign(byte[] content, TokenRequest.Key key) {
        return switch (key) {
            case RIGHT -> sign(content, right);
            case OTHER -> sign(content, other.join());
            case NONE -> new byte[0];
        };
    }

    private static byte[] sign(byte[] content, KeyPair pair) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean verifies(byte[] content, byte[] signed) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(right.getPublic());
            signature.update(content);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /// The JSON Web Key Set, which holds the right key alone.
    ObjectNode keySet() {
        var set = Json.object();
        set.putArray("keys")
                .addObject()
                .put("kid", id)
                .put("kty", "RSA")
                .put("alg", "RS256")
                .put("use", "sig")
                .put("n", modulus())
                .put("e", exponent());
        return set;
    }

    private String thumbprint() {
        var members = "{\"e\":\"" + exponent() + "\",\"kty\":\"RSA\",\"n\":\"" + modulus() + "\"}";
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return BASE64.encodeToString(digest.digest(members.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String modulus() {
        return unsigned(((RSAPublicKey) right.getPublic()).getModulus());
    }

    private String exponent() {
        return unsigned(((RSAPublicKey) right.getPublic()).getPublicExponent());
    }

    private static String unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return BASE64.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
