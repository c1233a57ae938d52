package io.portage.gateway.caller.revocation;

import java.util.List;
import reactor.core.publisher.Mono;

/// Takes revocations, and shares them where there is somebody to share them with.
public interface Revocations {
    /// What has been revoked, as far as this gateway knows. Asked on each request, so the answer comes out of memory.
    RevocationBoard board();

    /// Whether that very revocation is known, here and to the others.
    boolean know(Revocation revocation);

    /// Revokes, here at once. Ends when the other gateways can know, or with an error where that is not so yet.
    Mono<Void> add(List<Revocation> revocations);

    /// Ends when what others revoked before this gateway began is known, or cannot be known soon.
    Mono<Void> ready();
}
