package io.portage.kong.jwks;

import java.nio.ByteBuffer;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

/// An Ed25519 key.
final class EdKey {
    private static final int LENGTH = 32;
    /// What stands before the bytes of every such key (RFC 8410).
    private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private EdKey() {}

    static RealmKey of(JsonWebKey key, String kid) {
        var curve = key.required("crv");
        if (!curve.equals("Ed25519")) {
            throw key.wrong("crv", curve, "Ed25519");
        }
        var bytes = key.bytes("x");
        if (bytes.length != LENGTH) {
            throw key.wrong("x", bytes.length + " bytes", LENGTH + " bytes");
        }
        var encoded =
                ByteBuffer.allocate(HEAD.length + LENGTH).put(HEAD).put(bytes).array();
        var pem = Pem.of(key, "Ed25519", new X509EncodedKeySpec(encoded));
        return new RealmKey(kid, key.algorithm("EdDSA", List.of("EdDSA")), pem);
    }
}
