package io.portage.gateway.secrecy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// Hashes names with a key, so that a dump of a store cannot be searched for a tenant, a user, or a guessed body.
public final class Names {
    private static final String ALGORITHM = "HmacSHA256";
    private final SecretKey key;

    public Names(SecretKey key) {
        this.key = new SecretKeySpec(key.getEncoded(), ALGORITHM);
    }

    /// The hash of several parts; no two lists of parts have one.
    public String of(String... parts) {
        var mac = mac();
        for (var part : parts) {
            var bytes = part.getBytes(StandardCharsets.UTF_8);
            mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            mac.update(bytes);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
    }

    private Mac mac() {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
