package io.portage.gateway.session;

import io.portage.gateway.SessionSettings;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.session.ReactiveSessionRepository;
import reactor.core.publisher.Mono;

/// The sessions of browsers, for Spring Session and for ourselves. To save a session writes what it says and nothing
/// else: tokens are written by a login and by a refresh alone.
final class BrowserSessions implements ReactiveSessionRepository<BrowserSession> {
    private static final int ID_BYTES = 32;

    private final SessionStore store;
    private final SessionSettings settings;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param random must not be foreseeable
    BrowserSessions(SessionStore store, SessionSettings settings, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /// A name that nobody can guess.
    String secret() {
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public Mono<BrowserSession> createSession() {
        return Mono.fromSupplier(() -> fresh(Map.of(), null));
    }

    /// Begins the session of somebody who has just signed in, under an id that nobody has seen.
    Mono<BrowserSession> begin(Map<String, String> attributes, Tokens tokens) {
        return Mono.defer(() -> {
            var session = fresh(attributes, tokens);
            return save(session).thenReturn(session);
        });
    }

    private BrowserSession fresh(Map<String, String> attributes, @Nullable Tokens tokens) {
        var now = clock.instant();
        var content = new SessionContent(now, now.plus(settings.life()), attributes);
        return session(secret(), null, new StoredSession(content, tokens, 0));
    }

    private BrowserSession session(String id, @Nullable String storedAs, StoredSession stored) {
        return new BrowserSession(id, storedAs, stored, settings.idle(), clock, this::secret);
    }

    /// A session that somebody removed meanwhile stays removed.
    @Override
    public Mono<Void> save(BrowserSession session) {
        return Mono.defer(() -> write(session)).doOnSuccess(_ -> session.saved());
    }

    private Mono<Void> write(BrowserSession session) {
        var known = session.storedAs();
        if (known == null) {
            return put(session, session.stored());
        }
        if (!session.getId().equals(known)) {
            return store.touch(known, clock.instant())
                    .flatMap(newest -> put(session, newest).then(store.remove(known)));
        }
        return session.isChanged() ? store.update(known, session.content()).then() : Mono.empty();
    }

    private Mono<Void> put(BrowserSession session, StoredSession tokens) {
        return store.put(
                session.getId(),
                new StoredSession(session.content(), tokens.tokens(), tokens.generation()),
                clock.instant());
    }

    @Override
    public Mono<BrowserSession> findById(String id) {
        return Mono.defer(() -> store.touch(id, clock.instant()))
                .map(stored -> session(id, id, stored))
                .filter(session -> !session.isExpired());
    }

    @Override
    public Mono<Void> deleteById(String id) {
        return store.remove(id);
    }
}
