package io.portage.kong.jwks;

import java.security.spec.RSAPublicKeySpec;
import java.util.List;

/// An RSA key.
final class RsaKey {
    private static final List<String> ALGORITHMS = List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
    private static final int SHORTEST = 2048;
    private static final int LONGEST = 16384;

    private RsaKey() {}

    static RealmKey of(JsonWebKey key, String kid) {
        var modulus = key.number("n");
        var exponent = key.number("e");
        int bits = modulus.bitLength();
        if (bits < SHORTEST || bits > LONGEST) {
            throw key.wrong("n", bits + " bits", SHORTEST + " to " + LONGEST + " bits");
        }
        if (!exponent.testBit(0) || exponent.bitLength() < 2) {
            throw key.wrong("e", exponent.toString(), "an odd number from 3");
        }
        var algorithm = key.algorithm("RS256", ALGORITHMS);
        // Kong 3.9 wants PSS signatures of 256 bytes exactly
        if (algorithm.startsWith("PS") && bits != SHORTEST) {
            throw key.wrong("n", bits + " bits with " + algorithm, SHORTEST + " bits: Kong verifies no other ones");
        }
        return new RealmKey(kid, algorithm, Pem.of(key, "RSA", new RSAPublicKeySpec(modulus, exponent)));
    }
}
