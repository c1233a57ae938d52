package io.portage.gateway.caller.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/// A public key of an issuer that may verify signatures.
public final class VerificationKey {
    private static final int LEAST_RSA_BITS = 2048;

    private final JWK key;
    private final JWSVerifier verifier;

    private VerificationKey(JWK key, JWSVerifier verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /// The key, where it is one for signatures that can be told from others; else null.
    static @Nullable VerificationKey of(JWK key) {
        if (key.getKeyID() == null || !isForSignatures(key)) {
            return null;
        }
        try {
            var verifier = switch (key) {
                case RSAKey rsa when rsa.size() >= LEAST_RSA_BITS -> new RSASSAVerifier(rsa.toRSAPublicKey());
                case ECKey ec -> new ECDSAVerifier(ec.toECPublicKey());
                case OctetKeyPair pair
                when pair.getCurve().equals(Curve.Ed25519) -> new Ed25519Verifier(pair.getDecodedX());
                default -> null;
            };
            return verifier == null ? null : new VerificationKey(key.toPublicJWK(), verifier);
        } catch (JOSEException | GeneralSecurityException _) {
            return null;
        }
    }

    private static boolean isForSignatures(JWK key) {
        var use = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        return use && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
    }

    String id() {
        return key.getKeyID();
    }

    boolean isSameAs(VerificationKey other) {
        return key.equals(other.key);
    }

    /// Whether that is this key's signature. Only the name of the algorithm comes from the token, and only where the
    /// key is one for it.
    ///
    /// @param algorithm an accepted algorithm
    /// @param signature in base64url
    public boolean verifies(String algorithm, byte[] content, String signature) {
        var own = key.getAlgorithm();
        var asked = JWSAlgorithm.parse(algorithm);
        if ((own != null && !own.equals(asked))
                || !verifier.supportedJWSAlgorithms().contains(asked)) {
            return false;
        }
        try {
            return verifier.verify(new JWSHeader(asked), content, new Base64URL(signature));
        } catch (JOSEException _) {
            return false;
        }
    }
}
