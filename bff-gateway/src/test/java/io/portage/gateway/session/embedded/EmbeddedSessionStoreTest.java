package io.portage.gateway.session.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.session.SessionContent;
import io.portage.gateway.session.SessionStore;
import io.portage.gateway.session.SessionStoreContract;
import io.portage.gateway.session.StoredSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EmbeddedSessionStoreTest extends SessionStoreContract {
    @Override
    protected SessionStore store() {
        return new EmbeddedSessionStore(100, 32, IDLE, InstantSource.system());
    }

    @Test
    void touchWhenIdleForTooLongThenNothingAndUseKeepsIt() {
        var store = store();
        store.put("id", session(tokens("a"), Duration.ofHours(10)), NOW).block();
        var almost = IDLE.minusMillis(1);
        assertThat(store.touch("id", NOW.plus(almost)).block()).isNotNull();
        assertThat(store.touch("id", NOW.plus(almost).plus(almost)).block()).isNotNull();
        assertThat(store.touch("id", NOW.plus(almost).plus(almost).plus(IDLE)).block())
                .isNull();
    }

    @Test
    void putWhenFullThenTheLeastLatelyUsedGoes() {
        var store = store(10, 10);
        for (int i = 0; i < 10; i++) {
            put(store, "id" + i, null);
        }
        store.touch("id0", NOW).block();
        assertThat(get(store.renew("id1", 0, tokens("b")))).as("no use of it").isTrue();

        for (int i = 10; i < 19; i++) {
            put(store, "id" + i, null);
        }

        assertThat(kept(store, 20)).containsExactly(0, 10, 11, 12, 13, 14, 15, 16, 17, 18);
    }

    @Test
    void putWhenOneOfAUserIsIdleForTooLongThenItGoesAndNoneThatIsUsed() {
        var store = store(100, 2);
        put(store, "id0", "one");
        put(store, "id1", "one");
        store.touch("id0", NOW.plusSeconds(600)).block();
        var later = NOW.plus(IDLE);

        store.put("id2", session("one"), later).block();

        assertThat(store.touch("id0", later).blockOptional()).isPresent();
        assertThat(store.touch("id1", NOW).blockOptional()).isEmpty();
    }

    @Test
    void putWhenAUserHasManyThenTheOldestOfThatUserGoes() {
        var store = store(100, 3);
        put(store, "id0", "another");
        for (int i = 1; i < 6; i++) {
            put(store, "id" + i, "one");
        }
        put(store, "id6", null);
        store.remove("id4").block();
        put(store, "id7", "one");
        assertThat(kept(store, 10)).containsExactly(0, 3, 5, 6, 7);
        put(store, "id8", "one");
        assertThat(kept(store, 10)).containsExactly(0, 5, 6, 7, 8);
    }

    private static SessionStore store(int most, int perUser) {
        return new EmbeddedSessionStore(most, perUser, IDLE, InstantSource.system());
    }

    private static void put(SessionStore store, String id, @Nullable String user) {
        store.put(id, session(user), NOW).block();
    }

    private static StoredSession session(@Nullable String user) {
        Map<String, String> attributes = user == null ? Map.of() : Map.of("user", user);
        return new StoredSession(new SessionContent(NOW, NOW.plus(Duration.ofHours(1)), attributes), tokens("a"), 0);
    }

    private static List<Integer> kept(SessionStore store, int upTo) {
        return IntStream.range(0, upTo)
                .filter(i -> store.touch("id" + i, NOW).blockOptional().isPresent())
                .boxed()
                .toList();
    }
}
