package io.portage.gateway.session.redis;

import io.portage.gateway.redis.RedisLink;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.secrecy.Sealer;
import io.portage.gateway.session.SessionContent;
import io.portage.gateway.session.SessionStore;
import io.portage.gateway.session.StoredSession;
import io.portage.gateway.session.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Sessions that several gateways share: one hash for each, named by a hash of its id, with its content and its
/// tokens sealed apart. Each verb is one script that may be delivered twice.
final class RedisSessionStore implements SessionStore {
    private static final Logger LOG = LoggerFactory.getLogger(RedisSessionStore.class);
    private static final String PREFIX = "portage-session:{";
    private static final byte[] NOTHING = {};

    private final RedisLink link;
    private final Names names;
    private final Sealer sealer;
    private final Duration idle;

    RedisSessionStore(RedisLink link, Names names, Sealer sealer, Duration idle) {
        this.link = link;
        this.names = names;
        this.sealer = sealer;
        this.idle = idle;
    }

    @Override
    public Mono<Void> put(String id, StoredSession session, Instant now) {
        return Mono.defer(() -> {
            var name = name(id);
            var tokens = session.tokens();
            return link.run(
                            SessionScripts.PUT,
                            List.of(record(name)),
                            content(name, session.content()),
                            tokens == null ? NOTHING : tokens(name, tokens),
                            ascii(session.generation()),
                            ascii(session.content().ends().toEpochMilli()),
                            ascii(now.toEpochMilli()),
                            ascii(idle.toMillis()))
                    .then();
        });
    }

    @Override
    public Mono<StoredSession> touch(String id, Instant now) {
        return Mono.defer(() -> {
            var name = name(id);
            return link.run(
                            SessionScripts.TOUCH,
                            List.of(record(name)),
                            ascii(now.toEpochMilli()),
                            ascii(idle.toMillis()))
                    // opening is work that the few threads of the driver have no time for
                    .publishOn(Schedulers.parallel())
                    .mapNotNull(answer -> opened(name, (List<?>) answer));
        });
    }

    /// A session that no longer opens is as good as none: its browser signs in again.
    private @Nullable StoredSession opened(String name, List<?> fields) {
        if (fields.isEmpty()) {
            return null;
        }
        try {
            var content = SessionFormat.content(sealer.open((byte[]) fields.get(0), place(name, "content")));
            var sealed = (byte[]) fields.get(1);
            var tokens = sealed.length == 0 ? null : SessionFormat.tokens(sealer.open(sealed, place(name, "tokens")));
            return new StoredSession(
                    content, tokens, Long.parseLong(new String((byte[]) fields.get(2), StandardCharsets.US_ASCII)));
        } catch (Sealer.UnreadableException | IllegalArgumentException e) {
            LOG.warn("a session cannot be read: {}; its key may have left portage.keys", e.getMessage());
            return null;
        }
    }

    @Override
    public Mono<Boolean> update(String id, SessionContent content) {
        return Mono.defer(() -> {
            var name = name(id);
            return isDone(link.run(SessionScripts.UPDATE, List.of(record(name)), content(name, content)));
        });
    }

    @Override
    public Mono<Boolean> renew(String id, long generation, Tokens tokens) {
        var name = name(id);
        // sealed once: by these bytes an attempt knows that one before it has come, though its answer was lost
        var sealed = tokens(name, tokens);
        // the provider gives tokens once: Redis is asked even where it has just been silent
        return Mono.defer(() -> isDone(link.runPast(
                SessionScripts.RENEW, List.of(record(name)), ascii(generation), ascii(generation + 1), sealed)));
    }

    @Override
    public Mono<Void> remove(String id) {
        return Mono.defer(
                () -> link.run(SessionScripts.REMOVE, List.of(record(name(id)))).then());
    }

    @Override
    public Mono<Boolean> lock(String id, String owner, Duration limit) {
        return Mono.defer(
                () -> isDone(link.run(SessionScripts.LOCK, List.of(lock(id)), ascii(owner), ascii(limit.toMillis()))));
    }

    @Override
    public Mono<Void> unlock(String id, String owner) {
        return Mono.defer(() ->
                link.run(SessionScripts.UNLOCK, List.of(lock(id)), ascii(owner)).then());
    }

    private static Mono<Boolean> isDone(Mono<Object> answer) {
        return answer.map(Long.valueOf(1)::equals);
    }

    private byte[] content(String name, SessionContent content) {
        return sealer.seal(SessionFormat.write(content), place(name, "content"));
    }

    private byte[] tokens(String name, Tokens tokens) {
        return sealer.seal(SessionFormat.write(tokens), place(name, "tokens"));
    }

    private static byte[] place(String name, String field) {
        return ascii(name + ":" + field);
    }

    private String name(String id) {
        return names.of("session", id);
    }

    private static String record(String name) {
        return PREFIX + name + "}";
    }

    private String lock(String id) {
        return record(name(id)) + ":refresh";
    }

    private static byte[] ascii(long number) {
        return ascii(Long.toString(number));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
