package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.StoredResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How often Redis is asked, as Redis itself has counted.
final class RedisRoundTripsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MUTATIONS = 10;
    private static final StoredResponse ANSWER = new StoredResponse(201, List.of(), new byte[100]);
    private static final Pattern COUNTED = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");

    /// What scripts call within Redis, and what clients ask of themselves; neither is a round trip of a mutation.
    private static final Set<String> WITHIN =
            Set.of("time", "hmget", "hset", "del", "pexpire", "get", "set", "publish");

    private static final Set<String> HOUSEKEEPING =
            Set.of("ping", "info", "config|resetstat", "hello", "client|setname", "client|setinfo", "command");

    private final RedisProcess redis = RedisProcess.start();
    private final RedisGateway gateway = RedisGateway.at(redis.url()).warm();

    /// The first claims load the script, and tell what time it is on Redis.
    @BeforeEach
    void everyVerbOnce() {
        mutate("first");
        claim("first");
        redis.ask("CONFIG", "RESETSTAT");
    }

    @AfterEach
    void close() {
        gateway.close();
        redis.close();
    }

    private Claim claim(String key) {
        return gateway.store()
                .claim(claimOf(key).request())
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    private void mutate(String key) {
        assertThat(gateway.store().complete((Acquired) claim(key), ANSWER).block(LIMIT))
                .isTrue();
    }

    private Map<String, Integer> roundTrips() {
        var trips = new TreeMap<String, Integer>();
        var statistics = String.valueOf(redis.ask("INFO", "commandstats"));
        COUNTED.matcher(statistics)
                .results()
                .filter(line -> !WITHIN.contains(line.group(1)) && !HOUSEKEEPING.contains(line.group(1)))
                .forEach(line -> trips.put(line.group(1), Integer.valueOf(line.group(2))));
        return trips;
    }

    @Test
    void mutationThenOneScriptToClaimAndOneToComplete() {
        for (int i = 0; i < MUTATIONS; i++) {
            mutate("key-" + i);
        }
        assertThat(roundTrips()).isEqualTo(Map.of("evalsha", 2 * MUTATIONS));
    }

    @Test
    void replayThenOneScript() {
        for (int i = 0; i < MUTATIONS; i++) {
            assertThat(claim("first")).isInstanceOf(Claim.Replay.class);
        }
        assertThat(roundTrips()).isEqualTo(Map.of("evalsha", MUTATIONS));
    }
}
