package io.portage.gateway.projection;

import io.portage.contract.Operation;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.upstream.UpstreamRequest;
import org.jspecify.annotations.Nullable;

/// A read of a projection.
///
/// @param operation which it is
/// @param caller who reads
/// @param upstream as it goes to the service
/// @param authorization the caller's own, with which a gateway asks for delegations that has no client of its own
/// @param correlationId of the request
public record ProjectionRequest(
        Operation operation,
        Caller caller,
        UpstreamRequest upstream,
        @Nullable String authorization,
        String correlationId) {
    @Nullable
    String ifNoneMatch() {
        return upstream.list("If-None-Match");
    }
}
