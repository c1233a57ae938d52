package io.portage.kong.jwks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.KeySpec;
import java.util.Base64;

/// Public keys in the text form that Kong reads.
final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    /// @throws JwksException where the numbers make no key of that kind
    static String of(JsonWebKey key, String family, KeySpec numbers) {
        try {
            return of(KeyFactory.getInstance(family).generatePublic(numbers));
        } catch (GeneralSecurityException _) {
            throw key.wrong("kty", family + " key that is none", "numbers that make one");
        }
    }

    private static String of(PublicKey key) {
        var encoder = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN PUBLIC KEY-----\n" + encoder.encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
