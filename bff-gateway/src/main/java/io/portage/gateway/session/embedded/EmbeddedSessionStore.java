package io.portage.gateway.session.embedded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

/// Sessions in the memory of this one process, which forgets them on restart. The oldest make room for new ones.
final class EmbeddedSessionStore implements SessionStore {
    private final ConcurrentMap<String, Entry> entries;
    private final ConcurrentMap<String, Lock> locks = new ConcurrentHashMap<>();
    private final Duration idle;
    private final InstantSource clock;

    private record Entry(StoredSession session, Instant idleUntil) {}

    private record Lock(String owner, Instant until) {}

    EmbeddedSessionStore(int maxEntries, Duration idle, InstantSource clock) {
        Cache<String, Entry> cache = Caffeine.newBuilder()
                .maximumSize(maxEntries)
                // only to make room: what counts is the clock
                .expireAfterAccess(idle)
                .executor(Runnable::run)
                .build();
        this.entries = cache.asMap();
        this.idle = idle;
        this.clock = clock;
    }

    @Override
    public Mono<Void> put(String id, StoredSession session, Instant now) {
        return Mono.fromRunnable(() -> entries.put(id, new Entry(session, now.plus(idle))));
    }

    @Override
    public Mono<StoredSession> touch(String id, Instant now) {
        return Mono.fromSupplier(() -> {
            var entry = entries.computeIfPresent(
                    id, (_, found) -> isOver(found, now) ? null : new Entry(found.session(), now.plus(idle)));
            return entry == null ? null : entry.session();
        });
    }

    private static boolean isOver(Entry entry, Instant now) {
        return !now.isBefore(entry.idleUntil())
                || !now.isBefore(entry.session().content().ends());
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

    /// @return whether there was something that the change changed
    private Mono<Boolean> change(String id, UnaryOperator<StoredSession> change) {
        return Mono.fromSupplier(() -> {
            var before = new StoredSession[1];
            var after = entries.computeIfPresent(id, (_, found) -> {
                before[0] = found.session();
                return new Entry(change.apply(found.session()), found.idleUntil());
            });
            return after != null && after.session() != before[0];
        });
    }

    @Override
    public Mono<Void> remove(String id) {
        return Mono.fromRunnable(() -> entries.remove(id));
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
