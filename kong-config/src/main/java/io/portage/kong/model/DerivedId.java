package io.portage.kong.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// The id that Kong gives an entity of a file that says none: a UUID (version 5) of its kind and its name.
public final class DerivedId {
    private static final UUID ENTITIES = UUID.fromString("fd02801f-0957-4a15-a55a-c8d9606f30b5");

    private DerivedId() {}

    /// @param entity such as `routes`
    /// @param key its name, or what else tells it from the others
    public static String of(String entity, String key) {
        return version5(version5(ENTITIES, entity), key).toString();
    }

    private static UUID version5(UUID namespace, String name) {
        var text = name.getBytes(StandardCharsets.UTF_8);
        var input = ByteBuffer.allocate(2 * Long.BYTES + text.length)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .put(text);
        var hash = ByteBuffer.wrap(sha1(input.array()));
        return new UUID(
                (hash.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x5000L,
                (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    }

    private static byte[] sha1(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1: not in this Java (expected: in each)", e);
        }
    }
}
