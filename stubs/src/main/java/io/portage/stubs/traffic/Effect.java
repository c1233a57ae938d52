package io.portage.stubs.traffic;

import org.jspecify.annotations.Nullable;

/// How often one business effect really happened.
///
/// @param service the service
/// @param operation the operation's id in the sync contract
/// @param clientMutationId the key that the body (or the item of a batch) carried
/// @param idempotencyKey the `Idempotency-Key` header as it came
/// @param count how often
public record Effect(
        String service,
        String operation,
        @Nullable String clientMutationId,
        @Nullable String idempotencyKey,
        int count) {}
