package io.portage.kong.flow;

import java.util.Arrays;
import java.util.Optional;

/// The five headers that must reach a service as the client sent them.
public enum SyncHeader {
    IDEMPOTENCY_KEY("Idempotency-Key"),
    AUTHORIZATION("Authorization"),
    CORRELATION_ID("X-Correlation-Id"),
    QUEUED_AT("X-Queued-At"),
    SENT_AT("X-Sent-At");

    private final String header;

    SyncHeader(String header) {
        this.header = header;
    }

    public String header() {
        return header;
    }

    /// The sync header of that name, in any letter case.
    public static Optional<SyncHeader> named(String name) {
        return Arrays.stream(values())
                .filter(it -> it.header.equalsIgnoreCase(name))
                .findFirst();
    }
}
