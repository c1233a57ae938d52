package io.portage.gateway.idempotency.redis;

import io.portage.gateway.SettingsTest;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimRequest;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.idempotency.IdempotencyStoreContract;
import io.portage.gateway.idempotency.Known;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.redis.RedisConfiguration;
import io.portage.gateway.redis.RedisConnection;
import io.portage.gateway.redis.RedisLink;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import io.portage.gateway.secrecy.Sealer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisIdempotencyStoreTest extends IdempotencyStoreContract {
    private static final String CLOCK = "test-clock";
    static final List<String> KEYS = List.of("k1:" + "A".repeat(43) + "=");

    private final RedisProcess redis = RedisProcess.start();
    private final RedissonClient redisson = RedisConnection.open(
            SettingsTest.bound(Map.of("portage.redis.url", redis.url().toString(), "portage.redis.timeout", "PT10S"))
                    .redis());

    @AfterAll
    void close() {
        redisson.shutdown();
        redis.close();
    }

    /// The scripts read the clock of the test, which is written to Redis before each call.
    @Override
    protected IdempotencyStore store(InstantSource clock, Retention retention) {
        redisson.getKeys().flushdb();
        var keys = KeyRing.of(KEYS);
        var scripts =
                new RedisScripts("local function now() return tonumber(redis.call('GET', '" + CLOCK + "')) end\n");
        var store = new RedisIdempotencyStore(
                new RedisLink(redisson, RedisConfiguration.breaker(), Duration.ofSeconds(10)),
                scripts,
                new RedisEnds(redisson),
                new Names(keys.naming()),
                new Sealer(keys, new SecureRandom()),
                retention,
                Duration.ofSeconds(10));
        return new Timed(
                store,
                Mono.defer(() -> redisson.reactive()
                        .getBucket(CLOCK, StringCodec.INSTANCE)
                        .set(Long.toString(clock.millis()))));
    }

    private record Timed(IdempotencyStore store, Mono<Void> tell) implements IdempotencyStore {
        @Override
        public Mono<Claim> claim(ClaimRequest request) {
            return tell.then(store.claim(request));
        }

        @Override
        public Mono<Boolean> heartbeat(Claim.Acquired claim, Duration lease) {
            return tell.then(store.heartbeat(claim, lease));
        }

        @Override
        public Mono<Boolean> complete(Claim.Acquired claim, @Nullable StoredResponse response) {
            return tell.then(store.complete(claim, response));
        }

        @Override
        public Mono<Boolean> release(Claim.Acquired claim) {
            return tell.then(store.release(claim));
        }

        @Override
        public Mono<Boolean> abandon(Claim.Acquired claim) {
            return tell.then(store.abandon(claim));
        }

        @Override
        public Mono<Known> find(Scope scope) {
            return tell.then(store.find(scope));
        }

        @Override
        public Flux<Scope> ends(Scope scope) {
            return store.ends(scope);
        }

        @Override
        public Duration patience() {
            return store.patience();
        }
    }
}
