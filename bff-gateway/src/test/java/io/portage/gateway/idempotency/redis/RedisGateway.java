package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.redis.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.portage.gateway.Settings;
import io.portage.gateway.SettingsTest;
import io.portage.gateway.headers.Key;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.redis.RedisConfiguration;
import io.portage.gateway.redis.RedisConnection;
import io.portage.gateway.redis.RedisLink;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.secrecy.Sealer;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.redisson.api.RedissonClient;

/// What one gateway has of Redis: its client, the link with its breaker, and the store, put together as in production.
final class RedisGateway implements AutoCloseable {
    static final Retention RETENTION = new Retention(Duration.parse("PT24H5M"), Duration.ofDays(30));

    private static final Duration START = Duration.ofSeconds(20);
    private static final Scope NOBODY = new Scope("", "", new Key("warm-up"));

    private final Settings.Redis settings;
    private final RedissonClient redisson;
    private final RedisLink link;
    private final RedisIdempotencyStore store;

    private RedisGateway(Settings.Redis settings, Retention retention) {
        this.settings = settings;
        var keys = KeyRing.of(List.of("k1:" + "A".repeat(43) + "="));
        redisson = RedisConnection.open(settings);
        link = new RedisLink(redisson, RedisConfiguration.breaker(), RedisConfiguration.limit(settings));
        store = new RedisIdempotencyStore(
                link,
                RedisScripts.withServerClock(),
                new RedisEnds(redisson),
                new Names(keys.naming()),
                new Sealer(keys, new SecureRandom()),
                retention,
                settings.timeout());
    }

    static RedisGateway at(URI url) {
        return at(url, RETENTION);
    }

    static RedisGateway at(URI url, Retention retention) {
        return new RedisGateway(settings("portage.redis.url", url.toString()), retention);
    }

    /// @param file a configuration file of Redisson's
    static RedisGateway configured(Path file) {
        return new RedisGateway(settings("portage.redis.config", file.toString()), RETENTION);
    }

    private static Settings.Redis settings(String name, String value) {
        return SettingsTest.bound(Map.of(name, value)).redis();
    }

    /// Waits until its first call is answered: that takes longer than a caller waits where all classes are still new.
    RedisGateway warm() {
        eventually(START, () -> store.isCompleted(NOBODY).hasElement().block());
        return this;
    }

    RedisIdempotencyStore store() {
        return store;
    }

    /// Runs the script of a verb with these words behind the retentions.
    long run(RedisScripts.Verb verb, String record, Object... words) {
        var retentions =
                Stream.of(RETENTION.response().toMillis(), RETENTION.tombstone().toMillis());
        var arguments = Stream.concat(retentions, Stream.of(words))
                .map(word -> word.toString().getBytes(US_ASCII))
                .toArray();
        var keys = List.<Object>of(record, record + ":answer");
        return (Long) link.run(RedisScripts.withServerClock().script(verb), keys, arguments)
                .blockOptional(START)
                .orElseThrow();
    }

    /// A link of its own to the same Redis.
    RedisLink link(CircuitBreaker breaker) {
        return new RedisLink(redisson, breaker, RedisConfiguration.limit(settings));
    }

    RedisHealthIndicator policy() {
        return new RedisHealthIndicator(redisson, settings.timeout());
    }

    @Override
    public void close() {
        redisson.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
