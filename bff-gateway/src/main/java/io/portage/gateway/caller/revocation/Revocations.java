package io.portage.gateway.caller.revocation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What has been revoked, as far as this gateway knows. Asked on each request, so the answer comes out of memory.
public interface Revocations {
    /// What a token can be revoked by, to be kept with it: hashing takes longer than asking.
    ///
    /// @param session its `sid`
    /// @param id its `jti`
    Marks marks(
            String issuer,
            @Nullable String session,
            @Nullable String id,
            @Nullable String subject,
            @Nullable Instant issuedAt);

    /// Whether a token that carries these has been revoked.
    boolean cover(Marks marks);

    /// Whether that very revocation is known.
    boolean know(Revocation revocation);

    /// Revokes, here at once. Ends when the other gateways can know, or with an error where that is not so yet.
    Mono<Void> add(List<Revocation> revocations);

    /// Ends when what others revoked before this gateway began is known, or cannot be known soon.
    Mono<Void> ready();
}
