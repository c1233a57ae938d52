package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.Provenance;
import io.portage.gateway.idempotency.StoredResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a record costs: everything that is written to Redis for it, names of keys and of fields included.
final class RedisRecordSizeTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int OVERHEAD = 512;
    private static final long SEED = 11;

    private final RedisProcess redis = RedisProcess.start();
    private final RedisGateway gateway = RedisGateway.at(redis.url());
    private final RedisWire wire = redis.connect();

    RedisRecordSizeTest() {
        gateway.warm();
    }

    @AfterEach
    void close() {
        wire.close();
        gateway.close();
        redis.close();
    }

    /// The longest key there may be; no name is kept, so its length must not matter.
    private Acquired acquire() {
        var request = claimOf("k".repeat(255))
                .tenant("north")
                .subject("0f8b7c6d-3c1e-4f5a-9b2d-7a6e5d4c3b2a")
                .by("019a9f3c-5d2e-7c41-8f3a-2b1c0d9e8f7a")
                .of("f".repeat(64));
        return (Acquired)
                gateway.store().claim(request.request()).blockOptional(LIMIT).orElseThrow();
    }

    /// What the services of the sync contract say with a success, and some more that is kept.
    private static StoredResponse answer(int bytes) {
        var body = new byte[bytes];
        new Random(SEED).nextBytes(body);
        return new StoredResponse(
                201,
                List.of(
                        Map.entry("Content-Type", "application/json;charset=UTF-8"),
                        Map.entry("Content-Language", "en-GB"),
                        Map.entry("Location", "/v1/patients/019a9f3c-5d2e-7c41-8f3a-2b1c0d9e8f7a"),
                        Map.entry("ETag", "\"0123456789abcdef\""),
                        Map.entry("Last-Modified", "Fri, 20 Nov 2026 10:52:33 GMT"),
                        Map.entry("Cache-Control", "no-store")),
                body,
                new Provenance("portal.request-demographics-update", "019a9f3c-5d2e-7c41-8f3a-2b1c0d9e8f7a"));
    }

    private long written() {
        return wire.keys().stream().mapToLong(key -> key.length() + value(key)).sum();
    }

    private long value(String key) {
        if (wire.ask("TYPE", key).equals("string")) {
            return wire.number("STRLEN", key);
        }
        return ((List<?>) wire.ask("HGETALL", key))
                .stream().mapToLong(word -> word.toString().length()).sum();
    }

    private long inMemory() {
        return wire.keys().stream()
                .mapToLong(key -> wire.number("MEMORY", "USAGE", key, "SAMPLES", "0"))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 10, 32 << 10, 1 << 20})
    void completedThenTheBodyAndAtMostHalfAKibibyte(int bytes) {
        assertThat(gateway.store().complete(acquire(), answer(bytes)).block(LIMIT))
                .isTrue();
        assertThat(wire.keys()).hasSize(2);
        assertThat(written()).isBetween((long) bytes, (long) bytes + OVERHEAD);
    }

    /// What an operator must reckon with: the allocator rounds up, by a quarter at most.
    @ParameterizedTest
    @ValueSource(ints = {0, 1 << 10, 32 << 10, 1 << 20})
    void completedThenInMemoryAQuarterMoreAndAQuarterKibibyteAtMost(int bytes) {
        gateway.store().complete(acquire(), answer(bytes)).block(LIMIT);
        assertThat(inMemory()).isBetween(written(), written() * 5 / 4 + 256);
    }

    @Test
    void runningThenHalfAKibibyteAtMost() {
        acquire();
        assertThat(written()).isBetween(1L, (long) OVERHEAD);
    }

    @Test
    void completedWithoutItsAnswerThenHalfAKibibyteAtMost() {
        assertThat(gateway.store().complete(acquire(), null).block(LIMIT)).isTrue();
        assertThat(written()).isBetween(1L, (long) OVERHEAD);
    }
}
