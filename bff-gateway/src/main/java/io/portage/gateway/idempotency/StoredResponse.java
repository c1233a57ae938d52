package io.portage.gateway.idempotency;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The success that a repeat is answered with.
///
/// @param status a 2xx status
/// @param headers the allow-listed header lines, in order
/// @param body the body, byte for byte
/// @param provenance what it was for; null where that is not known, as of what older versions wrote
public record StoredResponse(
        int status,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        @Nullable Provenance provenance) {
    private static final int OVERHEAD = 256;

    public StoredResponse {
        headers = List.copyOf(headers);
    }

    /// One of which it is not known what it was for.
    public StoredResponse(int status, List<Map.Entry<String, String>> headers, byte[] body) {
        this(status, headers, body, null);
    }

    /// The same, and what it was for.
    public StoredResponse of(Provenance known) {
        return new StoredResponse(status, headers, body, known);
    }

    /// Roughly what it takes to keep.
    public long size() {
        long size = OVERHEAD + body.length + (provenance == null ? 0 : provenance.size());
        for (var header : headers) {
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
    }
}
