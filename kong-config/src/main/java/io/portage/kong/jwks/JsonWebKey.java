package io.portage.kong.jwks;

import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One key of a set, as it stands there.
///
/// @param place where, for messages
record JsonWebKey(String place, Map<?, ?> members) {
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final Set<String> ENCRYPTION = Set.of("RSA-OAEP", "RSA-OAEP-256", "RSA1_5", "ECDH-ES");

    static JsonWebKey of(String place, Object item) {
        if (item instanceof Map<?, ?> members) {
            return new JsonWebKey(place, members);
        }
        throw new JwksException(place + ": no key (expected: an object)");
    }

    /// Nobody who verifies needs what signs. The value is not repeated.
    void refusePrivate() {
        PRIVATE.stream().filter(members::containsKey).findFirst().ifPresent(member -> {
            throw new JwksException(place + "." + member + ": there (expected: a public key without it; this one is"
                    + " secret: replace it wherever this file has been)");
        });
    }

    boolean isForSignatures() {
        var use = text("use");
        boolean verifies = !(members.get("key_ops") instanceof List<?> uses) || uses.contains("verify");
        var algorithm = text("alg");
        return (use == null || use.equals("sig")) && verifies && (algorithm == null || !ENCRYPTION.contains(algorithm));
    }

    RealmKey publicKey() {
        var kid = required("kid");
        var type = required("kty");
        return switch (type) {
            case "RSA" -> RsaKey.of(this, kid);
            case "EC" -> EcKey.of(this, kid);
            case "OKP" -> EdKey.of(this, kid);
            default -> throw wrong("kty", type, "RSA, EC or OKP");
        };
    }

    /// The text of a member; null where there is none.
    @Nullable
    String text(String member) {
        return members.get(member) instanceof String text ? text : null;
    }

    String required(String member) {
        var text = text(member);
        if (text == null || text.isBlank()) {
            throw wrong(member, text == null ? "missing" : "empty", "a text");
        }
        return text;
    }

    /// The bytes of a member in base64url.
    byte[] bytes(String member) {
        try {
            return Base64.getUrlDecoder().decode(required(member));
        } catch (IllegalArgumentException _) {
            throw wrong(member, "no base64url", "base64url without padding");
        }
    }

    BigInteger number(String member) {
        return new BigInteger(1, bytes(member));
    }

    /// Which algorithm it verifies: the one it names, else the usual one.
    String algorithm(String usual, List<String> possible) {
        var named = text("alg");
        if (named != null && !possible.contains(named)) {
            throw wrong("alg", named, "one of " + String.join(", ", possible));
        }
        return named == null ? usual : named;
    }

    JwksException wrong(String member, String value, String expected) {
        return new JwksException(place + "." + member + ": " + value + " (expected: " + expected + ")");
    }
}
