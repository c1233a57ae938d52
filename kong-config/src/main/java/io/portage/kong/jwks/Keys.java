package io.portage.kong.jwks;

import java.util.List;

/// The keys that a realm signs its tokens with.
///
/// @param keys in the order of their names
/// @param skipped why keys of the set were left out, such as one that encrypts
/// @param isPlaceholder whether nobody can sign with them
public record Keys(List<RealmKey> keys, List<String> skipped, boolean isPlaceholder) {
    private static final String PLACEHOLDER = """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAkTMsjoLiI7SbIWz43LZg
            mDOEUUu9inFEIGuJG2MyGMt2NMLjlMoiDlbf6HKKHagJuyXE7yfMb7kvhW6tHOHH
            zYpGKziUIeJQbSgZuK2Qy9nQsimXWBo4Kw50Ui3UrCFYa9+dPUiU3D+S0WHWPrLe
            DhE2wZfHrKXrI+4QOfNjqXE5TCvUeUX7P9O1sXYi1e84Mfhr9QXXvQRivL3kIvpp
            QbHdrfChAZr+pD+2D1us8hWeyvLtEzxrtH9i+8nHz67o7b0CDsAgnCEHWhgJSR8u
            8yg4nbZ4Hztgj/DlTXkZV0ZQFDfyXpkGGVQ7zhAAVYWkHcm1JLcrDnvmXTv+qDfb
            7QIDAQAB
            -----END PUBLIC KEY-----
            """;

    public Keys {
        keys = List.copyOf(keys);
        skipped = List.copyOf(skipped);
    }

    /// A real public key whose private half was thrown away: Kong starts with it and lets no token pass.
    public static Keys placeholder() {
        return new Keys(List.of(new RealmKey("placeholder", "RS256", PLACEHOLDER)), List.of(), true);
    }
}
