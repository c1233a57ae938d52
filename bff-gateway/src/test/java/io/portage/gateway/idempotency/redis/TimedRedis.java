package io.portage.gateway.idempotency.redis;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.redis.RedisConfiguration;
import io.portage.gateway.redis.RedisConnection;
import io.portage.gateway.redis.RedisLink;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.secrecy.Sealer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RedissonClient;

/// A store and the command that settles, on one Redis whose clock is the test's to tell.
final class TimedRedis implements AutoCloseable {
    private static final String CLOCK = "test-clock";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RedisProcess redis;
    private final RedissonClient redisson;
    private final RedisIdempotencyStore store;
    private final Settlement settlement;

    TimedRedis(RedisProcess redis) {
        this.redis = redis;
        var settings = SettingsTest.bound(
                        Map.of("portage.redis.url", redis.url().toString(), "portage.redis.timeout", "PT5S"))
                .redis();
        redisson = RedisConnection.open(settings);
        var scripts =
                new RedisScripts("local function now() return tonumber(redis.call('GET', '" + CLOCK + "')) end\n");
        var keys = KeyRing.of(RedisIdempotencyStoreTest.KEYS);
        var names = new Names(keys.naming());
        store = new RedisIdempotencyStore(
                new RedisLink(redisson, RedisConfiguration.breaker(), PATIENCE),
                scripts,
                new RedisEnds(redisson),
                names,
                new Sealer(keys, new SecureRandom()),
                RedisGateway.RETENTION,
                // by the clock of the test no time passes while a claim is under way, but a lot between two
                Duration.ofDays(365));
        settlement = new Settlement(redisson, scripts, names, RedisGateway.RETENTION);
    }

    void tell(Instant now) {
        redis.ask("SET", CLOCK, Long.toString(now.toEpochMilli()));
    }

    RedisIdempotencyStore store() {
        return store;
    }

    Settlement settlement() {
        return settlement;
    }

    @Override
    public void close() {
        redisson.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
