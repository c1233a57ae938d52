package io.portage.gateway.caller.revocation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Revocations of this one process, which forgets them on restart.
final class EmbeddedRevocations implements Revocations {
    private final RevocationBoard board;

    EmbeddedRevocations(RevocationBoard board) {
        this.board = board;
    }

    @Override
    public Marks marks(
            String issuer,
            @Nullable String session,
            @Nullable String id,
            @Nullable String subject,
            @Nullable Instant issuedAt) {
        return board.marks(issuer, session, id, subject, issuedAt);
    }

    @Override
    public boolean cover(Marks marks) {
        return board.cover(marks);
    }

    @Override
    public boolean know(Revocation revocation) {
        return board.knows(board.line(revocation));
    }

    @Override
    public Mono<Void> add(List<Revocation> revocations) {
        return Mono.fromRunnable(() -> revocations.forEach(revocation -> board.add(board.line(revocation))));
    }

    @Override
    public Mono<Void> ready() {
        return Mono.empty();
    }
}
