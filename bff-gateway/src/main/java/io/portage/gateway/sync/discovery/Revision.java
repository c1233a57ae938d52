package io.portage.gateway.sync.discovery;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// Names a content by its hash.
final class Revision {
    private static final int BYTES = 15;

    private Revision() {}

    /// 20 characters that are fit for an entity tag.
    static String of(byte[]... parts) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                hash.update(part);
            }
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash.digest(), BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 (expected: in every JDK)", e);
        }
    }
}
