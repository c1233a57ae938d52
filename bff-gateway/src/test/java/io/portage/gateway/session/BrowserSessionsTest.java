package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.TestClock;
import io.portage.gateway.session.embedded.TestSessionStores;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.session.web.server.session.SpringSessionWebSessionStore;

final class BrowserSessionsTest {
    private final TestClock clock = new TestClock();
    private final SessionStore store = TestSessionStores.embedded(clock);
    private final BrowserSessions sessions =
            new BrowserSessions(store, SettingsTest.bound(Map.of()).session(), clock, new SecureRandom());

    private Tokens tokens(String access) {
        return new Tokens(access, clock.instant(), clock.instant().plusSeconds(300), "r", "i");
    }

    private BrowserSession begun() {
        return Objects.requireNonNull(
                sessions.begin(Map.of("name", "value"), tokens("first")).block());
    }

    private BrowserSession found(String id) {
        return Objects.requireNonNull(sessions.findById(id).block(), "none (expected: a session)");
    }

    @Test
    void idsWhenMadeThenLongAndNeverTwice() {
        var ids = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(sessions.secret());
        }
        assertThat(ids).hasSize(1_000).allMatch(id -> id.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void saveWhenRemovedMeanwhileThenStaysRemoved() {
        var id = begun().getId();
        var slow = found(id);
        slow.setAttribute("name", "other");
        sessions.deleteById(id).block();

        sessions.save(slow).block();

        assertThat(sessions.findById(id).block()).isNull();
    }

    @Test
    void saveWhenNewOneIsSavedTwiceThenARemovedOneStaysRemoved() {
        var session = begun();
        sessions.deleteById(session.getId()).block();
        session.setAttribute("name", "other");
        sessions.save(session).block();
        assertThat(sessions.findById(session.getId()).block()).isNull();
    }

    @Test
    void saveWhenTokensWereRefreshedMeanwhileThenTheNewOnesStay() {
        var id = begun().getId();
        var slow = found(id);
        assertThat(store.renew(id, 0, tokens("second")).block()).isTrue();
        slow.setAttribute("name", "other");

        sessions.save(slow).block();

        assertThat(found(id).tokens()).isEqualTo(tokens("second"));
        assertThat(found(id).<String>getAttribute("name")).isEqualTo("other");
    }

    @Test
    void saveWhenIdIsChangedThenOnlyUnderTheNewOneAndWithTheNewestTokens() {
        var old = begun().getId();
        var session = found(old);
        assertThat(store.renew(old, 0, tokens("second")).block()).isTrue();
        var next = session.changeSessionId();

        sessions.save(session).block();

        assertThat(sessions.findById(old).block()).isNull();
        assertThat(found(next).tokens()).isEqualTo(tokens("second"));
        assertThat(found(next).getCreationTime()).isEqualTo(session.getCreationTime());
    }

    @Test
    void findWhenLifeIsOverThenNoneHoweverMuchItIsUsed() {
        var id = begun().getId();
        for (int minutes = 0; minutes < 600; minutes += 20) {
            assertThat(sessions.findById(id).block()).as("%d minutes", minutes).isNotNull();
            clock.advance(Duration.ofMinutes(20));
        }
        assertThat(sessions.findById(id).block()).isNull();
    }

    @Test
    void attributeWhenNoTextThenRefused() {
        var session = begun();
        assertThatThrownBy(() -> session.setAttribute("name", 7))
                .hasMessage("attribute name: java.lang.Integer (expected: text)");
        session.setAttribute("name", null);
        assertThat(session.getAttributeNames()).isEmpty();
    }

    @Test
    void webSessionWhenInvalidatedThenGone() {
        var id = begun().getId();
        var web = Objects.requireNonNull(
                new SpringSessionWebSessionStore<>(sessions).retrieveSession(id).block());
        assertThat(web.getAttributes()).containsEntry("name", "value");
        web.invalidate().block();
        assertThat(sessions.findById(id).block()).isNull();
    }
}
