package io.portage.gateway.session;

import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// Where sessions are kept. Each verb is one atomic step, and none brings back a session that was removed. All of them
/// fail with [io.portage.gateway.problem.StoreUnavailableException] where the store is away.
public interface SessionStore {
    /// Keeps a new session.
    Mono<Void> put(String id, StoredSession session, Instant now);

    /// What is kept under that id, whose idle time begins anew; empty where there is none, or no longer.
    Mono<StoredSession> touch(String id, Instant now);

    /// Writes what a session says, never its tokens: whoever read them long ago must not bring them back.
    ///
    /// @return whether the session was still there
    Mono<Boolean> update(String id, SessionContent content);

    /// Puts new tokens in the place of those of that generation.
    ///
    /// @return whether the session was still there with those
    Mono<Boolean> renew(String id, long generation, Tokens tokens);

    Mono<Void> remove(String id);

    /// Takes the right to refresh the tokens of a session, for that long at most.
    ///
    /// @param owner who takes it, a name of its own each time
    Mono<Boolean> lock(String id, String owner, Duration limit);

    /// Gives the right back, where that owner still has it.
    Mono<Void> unlock(String id, String owner);
}
