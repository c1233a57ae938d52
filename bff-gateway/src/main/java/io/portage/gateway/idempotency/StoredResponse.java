package io.portage.gateway.idempotency;

import java.util.List;
import java.util.Map;

/// The success that a repeat is answered with.
///
/// @param status a 2xx status
/// @param headers the allow-listed header lines, in order
/// @param body the body, byte for byte
public record StoredResponse(int status, List<Map.Entry<String, String>> headers, byte[] body) {
    private static final int OVERHEAD = 256;

    public StoredResponse {
        headers = List.copyOf(headers);
    }

    /// Roughly what it takes to keep.
    public long size() {
        long size = OVERHEAD + body.length;
        for (var header : headers) {
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
    }
}
