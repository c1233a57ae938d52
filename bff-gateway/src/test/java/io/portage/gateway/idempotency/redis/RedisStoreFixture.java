package io.portage.gateway.idempotency.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.StoredResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

/// One Redis for a class of tests, emptied before each, and a gateway with the scripts that production runs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisStoreFixture {
    static final Duration LIMIT = Duration.ofSeconds(10);
    static final StoredResponse ANSWER =
            new StoredResponse(201, List.of(Map.entry("ETag", "\"1\"")), "answer".getBytes(UTF_8));
    static final long TOMBSTONE = RedisGateway.RETENTION.tombstone().toMillis();
    static final long RESPONSE = RedisGateway.RETENTION.response().toMillis();
    static final long SLACK = 10_000;

    final RedisProcess redis = RedisProcess.start();
    final RedisGateway gateway = RedisGateway.at(redis.url()).warm();

    @AfterAll
    final void close() {
        gateway.close();
        redis.close();
    }

    @BeforeEach
    final void clear() {
        redis.ask("FLUSHALL");
    }

    static <T> T now(Mono<T> mono) {
        var value = mono.block(LIMIT);
        if (value == null) {
            throw new AssertionError("empty (expected: a value)");
        }
        return value;
    }

    static Claim claim(RedisGateway at, ClaimBuilder request) {
        return now(at.store().claim(request.request()));
    }

    final Acquired acquire(ClaimBuilder request) {
        var claim = claim(gateway, request);
        assertThat(claim).isInstanceOf(Acquired.class);
        return (Acquired) claim;
    }

    final boolean complete(Acquired claim, @Nullable StoredResponse answer) {
        return now(gateway.store().complete(claim, answer));
    }

    final List<String> keys() {
        try (var wire = redis.connect()) {
            return wire.keys();
        }
    }

    static String record(List<String> keys) {
        return keys.stream().filter(key -> key.endsWith("}")).findFirst().orElseThrow();
    }
}
