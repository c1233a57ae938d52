package io.portage.gateway.session.embedded;

import io.portage.gateway.session.SessionContent;
import io.portage.gateway.session.SessionStore;
import io.portage.gateway.session.StoredSession;
import io.portage.gateway.session.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Sessions in the memory of this one process, which forgets them on restart. Those that were used least lately make
/// room for new ones, and a user's oldest for that user's own.
final class EmbeddedSessionStore implements SessionStore {
    private final SessionTable table;
    private final ConcurrentMap<String, Lock> locks = new ConcurrentHashMap<>();
    private final Duration idle;
    private final InstantSource clock;

    private record Lock(String owner, Instant until) {}

    EmbeddedSessionStore(int maxEntries, int maxPerUser, Duration idle, InstantSource clock) {
        this.table = new SessionTable(maxEntries, maxPerUser);
        this.idle = idle;
        this.clock = clock;
    }

    @Override
    public Mono<Void> put(String id, StoredSession session, Instant now) {
        return Mono.fromRunnable(() -> table.put(id, session, now, now.plus(idle)));
    }

    @Override
    public Mono<StoredSession> touch(String id, Instant now) {
        return Mono.fromSupplier(() -> table.use(id, now, now.plus(idle)));
    }

    @Override
    public Mono<Boolean> update(String id, SessionContent content) {
        return change(id, found -> new StoredSession(content, found.tokens(), found.generation()));
    }

    @Override
    public Mono<Boolean> renew(String id, long generation, Tokens tokens) {
        return change(
                id,
                found -> found.generation() == generation
                        ? new StoredSession(found.content(), tokens, generation + 1)
                        : found);
    }

    private Mono<Boolean> change(String id, UnaryOperator<StoredSession> change) {
        return Mono.fromSupplier(() -> table.change(id, change));
    }

    @Override
    public Mono<Void> remove(String id) {
        return Mono.fromRunnable(() -> table.remove(id));
    }

    @Override
    public Mono<Boolean> lock(String id, String owner, Duration limit) {
        return Mono.fromSupplier(() -> {
            var now = clock.instant();
            var mine = new Lock(owner, now.plus(limit));
            return locks.compute(id, (_, other) -> isHeld(other, now) ? other : mine) == mine;
        });
    }

    private static boolean isHeld(@Nullable Lock lock, Instant now) {
        return lock != null && now.isBefore(lock.until());
    }

    @Override
    public Mono<Void> unlock(String id, String owner) {
        return Mono.fromRunnable(
                () -> locks.computeIfPresent(id, (_, lock) -> lock.owner().equals(owner) ? null : lock));
    }
}
