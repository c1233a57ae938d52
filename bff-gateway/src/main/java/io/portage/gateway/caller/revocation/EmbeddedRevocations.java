package io.portage.gateway.caller.revocation;

import java.util.List;
import reactor.core.publisher.Mono;

/// Revocations of this one process, which forgets them on restart.
final class EmbeddedRevocations implements Revocations {
    private final RevocationBoard board;

    EmbeddedRevocations(RevocationBoard board) {
        this.board = board;
    }

    @Override
    public RevocationBoard board() {
        return board;
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
