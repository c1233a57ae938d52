package io.portage.gateway.session.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.session.SessionStore;
import io.portage.gateway.session.SessionStoreContract;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class EmbeddedSessionStoreTest extends SessionStoreContract {
    @Override
    protected SessionStore store() {
        return new EmbeddedSessionStore(100, IDLE, InstantSource.system());
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
    void putWhenFullThenNoMoreThanTheBound() {
        var store = new EmbeddedSessionStore(10, IDLE, InstantSource.system());
        long kept = 0;
        for (int i = 0; i < 1_000; i++) {
            store.put("id" + i, session(tokens("a"), Duration.ofHours(1)), NOW).block();
        }
        for (int i = 0; i < 1_000; i++) {
            kept += store.touch("id" + i, NOW).blockOptional().isPresent() ? 1 : 0;
        }
        assertThat(kept).isBetween(1L, 10L);
    }
}
