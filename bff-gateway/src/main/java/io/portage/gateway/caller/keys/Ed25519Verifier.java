package io.portage.gateway.caller.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/// Verifies Ed25519 signatures with what the JDK has; the library's own verifier wants another library.
final class Ed25519Verifier extends BaseJWSProvider implements JWSVerifier {
    private static final String ALGORITHM = "Ed25519";

    /// What stands before the 32 bytes of a key in its X.509 form (RFC 8410).
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int BYTES = 32;
    private final PublicKey key;

    /// @param point the key as a JWK has it in `x`
    Ed25519Verifier(byte[] point) throws GeneralSecurityException {
        super(Set.of(JWSAlgorithm.EdDSA));
        if (point.length != BYTES) {
            throw new GeneralSecurityException(point.length + " bytes (expected: " + BYTES + ")");
        }
        var encoded = new byte[PREFIX.length + BYTES];
        System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
        System.arraycopy(point, 0, encoded, PREFIX.length, BYTES);
        key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public boolean verify(JWSHeader header, byte[] content, Base64URL signature) {
        try {
            var verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature.decode());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
