package io.portage.gateway.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.redis.LinkedRedis;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.secrecy.Sealer;
import io.portage.gateway.session.SessionStore;
import io.portage.gateway.session.SessionStoreContract;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisSessionStoreTest extends SessionStoreContract {
    private static final String OLD = "k1:" + "A".repeat(43) + "=";
    private static final String NEW = "k2:" + "B".repeat(42) + "A=";
    private final LinkedRedis redis = new LinkedRedis();

    @AfterAll
    void close() {
        redis.close();
    }

    @Override
    protected SessionStore store() {
        redis.clear();
        return store(OLD);
    }

    private RedisSessionStore store(String... keys) {
        var ring = KeyRing.of(List.of(keys));
        return new RedisSessionStore(
                redis.link(), new Names(ring.naming()), new Sealer(ring, new SecureRandom()), IDLE);
    }

    private String key(String pattern) {
        return String.valueOf(((List<?>) redis.ask("KEYS", pattern)).getFirst());
    }

    private long life(String key) {
        return (Long) redis.ask("PTTL", key);
    }

    @Test
    void recordWhenUsedThenIdleTimeBeginsAnewAndNeverOutlivesTheSession() {
        var store = store();
        store.put("id", session(tokens("a"), Duration.ofHours(10)), NOW).block();
        var key = key("*");
        assertThat(life(key)).isBetween(IDLE.toMillis() - 60_000, IDLE.toMillis());
        redis.ask("PEXPIRE", key, "5000");
        store.touch("id", NOW).block();
        assertThat(life(key)).isBetween(IDLE.toMillis() - 60_000, IDLE.toMillis());
        store.touch("id", NOW.plus(Duration.ofHours(10)).minusSeconds(5)).block();
        assertThat(life(key)).isBetween(1L, 5_000L);
    }

    @Test
    void dumpWhenSignedInThenNothingOfTokensOrIds() {
        var store = store();
        store.put("id-of-the-session", session(tokens("access-token"), Duration.ofHours(10)), NOW)
                .block();
        assertThat(get(store.lock("id-of-the-session", "owner", Duration.ofMinutes(1))))
                .isTrue();
        var key = key("*}");
        assertThat(key).matches("portage-session:\\{[A-Za-z0-9_-]{43}}");
        assertThat(redis.ask("KEYS", "*") + " " + redis.ask("HGETALL", key))
                .doesNotContain("access-token", "id-of-the-session", "csrf", "refresh-of");
    }

    /// The provider gives tokens once: they are kept though Redis has just been silent, and kept once though it was
    /// asked twice.
    @Test
    void renewWhenTheLinkIsOpenAndTheSameCallComesAgainThenKeptAllTheSame() {
        var store = store();
        store.put("id", session(tokens("a"), Duration.ofHours(10)), NOW).block();
        redis.openBreaker();
        var renewal = store.renew("id", 0, tokens("b"));
        assertThat(get(renewal)).isTrue();
        assertThat(get(renewal)).isTrue();
        redis.closeBreaker();
        assertThat(get(store.touch("id", NOW)).generation()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokens", "content"})
    void touchWhenSomebodyElsesFieldIsPutThereThenItDoesNotOpen(String field) {
        var store = store();
        store.put("mine", session(tokens("a"), Duration.ofHours(10)), NOW).block();
        var mine = key("*");
        store.put("another", session(tokens("b"), Duration.ofHours(10)), NOW).block();
        redis.ask(
                "EVAL",
                "for _, key in ipairs(redis.call('KEYS', '*')) do if key ~= KEYS[1] then"
                        + " redis.call('HSET', KEYS[1], ARGV[1], redis.call('HGET', key, ARGV[1])) end end",
                "1",
                mine,
                field);
        assertThat(store.touch("mine", NOW).block()).isNull();
        assertThat(store.touch("another", NOW).block()).isNotNull();
    }

    @Test
    void touchWhenKeysWereRotatedThenOpensAsLongAsTheOldOneIsThere() {
        var store = store();
        store.put("id", session(tokens("a"), Duration.ofHours(10)), NOW).block();
        assertThat(store(OLD, NEW).touch("id", NOW).block()).isNotNull();
        assertThat(store("names:" + "A".repeat(43) + "=", NEW).touch("id", NOW).block())
                .isNull();
    }
}
