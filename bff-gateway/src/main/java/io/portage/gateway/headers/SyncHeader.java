package io.portage.gateway.headers;

import io.portage.gateway.correlation.CorrelationId;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The five headers that reach the owning service byte for byte.
public enum SyncHeader {
    AUTHORIZATION("Authorization"),
    IDEMPOTENCY_KEY("Idempotency-Key"),
    CORRELATION_ID(CorrelationId.HEADER),
    QUEUED_AT("X-Queued-At"),
    SENT_AT("X-Sent-At");

    private static final Map<String, SyncHeader> BY_LOWER_CASE = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(
                    header -> header.header.toLowerCase(Locale.ROOT), Function.identity()));

    private final String header;

    SyncHeader(String header) {
        this.header = header;
    }

    /// The name as it is usually written.
    public String header() {
        return header;
    }

    /// The sync header of that name, in any letter case; null where it is none.
    static @Nullable SyncHeader named(String name) {
        return BY_LOWER_CASE.get(name.toLowerCase(Locale.ROOT));
    }
}
