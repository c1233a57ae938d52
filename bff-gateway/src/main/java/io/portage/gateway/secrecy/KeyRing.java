package io.portage.gateway.secrecy;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The keys of one installation: the last one seals, all of them open, and one hashes names.
///
/// @param sealing keys by id, in the order of configuration
/// @param newest id of the key that seals
/// @param naming the key of the hashes by which records are found; it must outlive every record
public record KeyRing(Map<String, SecretKey> sealing, String newest, SecretKey naming) {
    /// The id that sets the naming key apart from those that seal.
    private static final String NAMING = "names";

    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/=_-]+)");
    private static final int BYTES = 32;

    /// Reads `id:base64` entries of 256-bit keys. The newest stands last. Where no entry is called `names`, the first
    /// key hashes names as well, and must then stay for as long as records are kept.
    ///
    /// @throws IllegalArgumentException where an entry is none; the message does not repeat the key
    public static KeyRing of(List<String> entries) {
        var keys = new LinkedHashMap<String, SecretKey>();
        for (int i = 0; i < entries.size(); i++) {
            var matcher = ENTRY.matcher(entries.get(i).strip());
            if (!matcher.matches()) {
                throw expected("entry " + (i + 1) + " is not of that form");
            }
            if (keys.put(matcher.group(1), key(matcher.group(1), matcher.group(2))) != null) {
                throw expected("the id " + matcher.group(1) + " stands there twice");
            }
        }
        var naming = keys.remove(NAMING);
        if (keys.isEmpty()) {
            throw expected("no key that seals");
        }
        return new KeyRing(
                Collections.unmodifiableMap(keys),
                keys.lastEntry().getKey(),
                naming == null ? keys.firstEntry().getValue() : naming);
    }

    private static SecretKey key(String id, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException _) {
            throw expected("the key " + id + " is not base64");
        }
        if (bytes.length != BYTES) {
            throw expected("the key " + id + " has " + bytes.length + " bytes");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    private static IllegalArgumentException expected(String fault) {
        return new IllegalArgumentException("portage.keys: " + fault
                + " (expected: id:base64 entries of 32 random bytes each, the newest last;"
                + " make one with: openssl rand -base64 32)");
    }
}
