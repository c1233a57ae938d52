package io.portage.gateway.caller.keys;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a JWK set (RFC 7517). Keys that are not for signatures, or of a kind that is not known, are passed over.
final class KeySetReader {
    private KeySetReader() {}

    /// The keys by their ids; where two have one id, the first.
    ///
    /// @throws IllegalArgumentException where there is none
    static Map<String, VerificationKey> read(byte[] bytes) {
        var keys = new HashMap<String, VerificationKey>();
        for (var item : items(bytes)) {
            var key = key(item);
            if (key != null) {
                keys.putIfAbsent(key.id(), key);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no key for signatures (expected: a JWK set with one at least)");
        }
        return Map.copyOf(keys);
    }

    private static Map<String, Object>[] items(byte[] bytes) {
        try {
            var set = JSONObjectUtils.parse(new String(bytes, StandardCharsets.UTF_8));
            Map<String, Object> @Nullable [] items = JSONObjectUtils.getJSONObjectArray(set, "keys");
            if (items != null) {
                return items;
            }
        } catch (ParseException _) {
            // said below
        }
        throw new IllegalArgumentException("no JWK set (expected: RFC 7517)");
    }

    private static @Nullable VerificationKey key(Map<String, Object> item) {
        var bare = new HashMap<>(item);
        // a key is trusted because the issuer serves it, not because of a certificate
        bare.keySet().removeIf(name -> name.startsWith("x5"));
        try {
            return VerificationKey.of(JWK.parse(bare));
        } catch (ParseException _) {
            return null;
        }
    }
}
