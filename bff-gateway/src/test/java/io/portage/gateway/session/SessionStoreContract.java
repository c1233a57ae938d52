package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// What every store of sessions must hold.
public abstract class SessionStoreContract {
    protected static final Duration IDLE = Duration.ofMinutes(30);
    protected static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String ID = "session-of-the-test";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    protected abstract SessionStore store();

    protected static Tokens tokens(String access) {
        return new Tokens(access, NOW, NOW.plusSeconds(300), "refresh-of-" + access, "id-of-" + access);
    }

    protected static StoredSession session(@Nullable Tokens tokens, Duration life) {
        return new StoredSession(new SessionContent(NOW, NOW.plus(life), Map.of("csrf", "c", "name", "ä")), tokens, 0);
    }

    private static StoredSession session() {
        return session(tokens("first"), Duration.ofHours(10));
    }

    protected static <T> T get(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(), "nothing (expected: a value)");
    }

    private static @Nullable StoredSession found(SessionStore store, Instant now) {
        return store.touch(ID, now).block();
    }

    @Test
    void touchWhenPutThenAllOfIt() {
        var store = store();
        store.put(ID, session(), NOW).block();
        assertThat(found(store, NOW)).isEqualTo(session());
        assertThat(store.touch("another", NOW).block()).isNull();
    }

    @Test
    void touchWhenNobodyHasSignedInThenWithoutTokens() {
        var store = store();
        store.put(ID, session(null, Duration.ofHours(1)), NOW).block();
        assertThat(found(store, NOW)).isEqualTo(session(null, Duration.ofHours(1)));
    }

    @Test
    void touchWhenLifeIsOverThenNothing() {
        var store = store();
        store.put(ID, session(), NOW).block();
        assertThat(found(store, NOW.plus(Duration.ofMinutes(20)))).isNotNull();
        assertThat(found(store, NOW.plus(Duration.ofHours(10)))).isNull();
        assertThat(found(store, NOW)).isNull();
    }

    @Test
    void putWhenLifeIsOverThenNothing() {
        var store = store();
        store.put(ID, session(), NOW.plus(Duration.ofHours(10))).block();
        assertThat(found(store, NOW.plus(Duration.ofHours(10)))).isNull();
    }

    @Test
    void updateWhenThereThenContentAndNotTokens() {
        var store = store();
        store.put(ID, session(), NOW).block();
        assertThat(get(store.renew(ID, 0, tokens("second")))).isTrue();
        var content = new SessionContent(NOW, NOW.plus(Duration.ofHours(10)), Map.of("csrf", "d"));

        assertThat(get(store.update(ID, content))).isTrue();

        assertThat(found(store, NOW)).isEqualTo(new StoredSession(content, tokens("second"), 1));
    }

    @Test
    void verbsWhenRemovedThenNothingComesBack() {
        var store = store();
        store.put(ID, session(), NOW).block();
        store.remove(ID).block();
        assertThat(get(store.update(ID, session().content()))).isFalse();
        assertThat(get(store.renew(ID, 0, tokens("second")))).isFalse();
        assertThat(found(store, NOW)).isNull();
        store.remove(ID).block();
    }

    @Test
    void renewWhenGenerationIsAnotherThenTokensStay() {
        var store = store();
        store.put(ID, session(), NOW).block();
        assertThat(get(store.renew(ID, 0, tokens("second")))).isTrue();
        assertThat(get(store.renew(ID, 0, tokens("late")))).isFalse();
        assertThat(get(store.renew(ID, 2, tokens("early")))).isFalse();
        assertThat(found(store, NOW)).isEqualTo(new StoredSession(session().content(), tokens("second"), 1));
    }

    @Test
    void renewWhenManyAtOnceThenOne() {
        var store = store();
        store.put(ID, session(), NOW).block();
        var renewed = Flux.fromStream(IntStream.range(0, 20).boxed())
                .flatMap(i -> store.renew(ID, 0, tokens("t" + i)).subscribeOn(Schedulers.parallel()), 20)
                .filter(Boolean::booleanValue)
                .collectList()
                .block();
        assertThat(renewed).hasSize(1);
    }

    @Test
    void lockWhenTakenThenNobodyElsesUntilGivenBack() {
        var store = store();
        assertThat(get(store.lock(ID, "a", LIMIT))).isTrue();
        assertThat(get(store.lock(ID, "b", LIMIT))).isFalse();
        assertThat(get(store.lock("another", "b", LIMIT))).isTrue();
        store.unlock(ID, "b").block();
        assertThat(get(store.lock(ID, "b", LIMIT))).isFalse();
        store.unlock(ID, "a").block();
        assertThat(get(store.lock(ID, "b", LIMIT))).isTrue();
        store.unlock(ID, "b").block();
        store.unlock("another", "b").block();
    }

    @Test
    void lockWhenItsTimeIsOverThenSomebodyElses() {
        var store = store();
        assertThat(get(store.lock(ID, "a", Duration.ofMillis(30)))).isTrue();
        var taken = store.lock(ID, "b", LIMIT)
                .filter(Boolean::booleanValue)
                .repeatWhenEmpty(rounds -> rounds.delayElements(Duration.ofMillis(10)))
                .block(Duration.ofSeconds(10));
        assertThat(taken).isTrue();
        store.unlock(ID, "a").block();
        assertThat(get(store.lock(ID, "c", LIMIT))).isFalse();
        store.unlock(ID, "b").block();
    }

    @Test
    void tokensWhenShownThenNotWhatTheyAre() {
        assertThat(List.of(session()).toString()).doesNotContain("first");
    }
}
