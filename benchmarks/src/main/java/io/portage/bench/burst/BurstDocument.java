package io.portage.bench.burst;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;

/// The body of a burst of orders, which are the same but for their keys. The key of an item is its `id`, too.
public final class BurstDocument {
    /// Where bursts go.
    public static final String PATH = "/v1/sync/mutations";

    private BurstDocument() {}

    /// @param payload of every order
    public static byte[] of(Collection<String> keys, byte[] payload, Instant queuedAt) {
        var bytes = new ByteArrayOutputStream();
        var before = "{\"mutations\":[";
        for (var key : keys) {
            var item = before + "{\"id\":\"" + key + "\",\"clientMutationId\":\"" + key
                    + "\",\"operation\":\"POST /v1/orders\",\"queuedAt\":\"" + queuedAt + "\",\"payload\":";
            bytes.writeBytes(item.getBytes(US_ASCII));
            bytes.writeBytes(payload);
            before = "},";
        }
        bytes.writeBytes("}]}".getBytes(US_ASCII));
        return bytes.toByteArray();
    }
}
