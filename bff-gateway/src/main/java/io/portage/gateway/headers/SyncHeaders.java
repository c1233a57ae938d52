package io.portage.gateway.headers;

import io.portage.gateway.Attribute;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The sync headers of a request, checked.
///
/// @param authorization the header as it came; null where the client sent none
/// @param key the idempotency key; null where the header is absent
/// @param queuedAt when the user acted; null where the mutation was not declared as queued
/// @param sentAt when the client sent it, on the clock of `queuedAt`
/// @param correlationId the client's id, or one that was minted
public record SyncHeaders(
        @Nullable String authorization,
        @Nullable Key key,
        @Nullable Instant queuedAt,
        @Nullable Instant sentAt,
        String correlationId) {
    public static final Attribute<SyncHeaders> ATTRIBUTE = Attribute.named("sync-headers");

    /// The same, as if the client had sent this authorization.
    public SyncHeaders with(String otherAuthorization) {
        return new SyncHeaders(otherAuthorization, key, queuedAt, sentAt, correlationId);
    }
}
