package io.portage.gateway.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Set;

/// Signs with a new Ed25519 key, as the verifier verifies: with what the JDK has.
public final class Ed25519Signer extends BaseJWSProvider implements JWSSigner {
    private static final String ALGORITHM = "Ed25519";
    private static final int BYTES = 32;
    private final KeyPair pair = pair();

    public Ed25519Signer() {
        super(Set.of(JWSAlgorithm.EdDSA));
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /// The public key.
    public OctetKeyPair key(String id) {
        var encoded = pair.getPublic().getEncoded();
        var point = Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length));
        return new OctetKeyPair.Builder(Curve.Ed25519, point).keyID(id).build();
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] content) throws JOSEException {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(content);
            return Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new JOSEException(e);
        }
    }
}
