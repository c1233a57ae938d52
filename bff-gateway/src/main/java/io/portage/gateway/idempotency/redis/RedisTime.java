package io.portage.gateway.idempotency.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What time it is on Redis, as far as its answers have told: by it a claim says how long its caller waits.
final class RedisTime {
    private static final long NEVER_TOLD = Long.MIN_VALUE;
    private final Duration patience;
    private volatile long ahead = NEVER_TOLD;

    /// @param patience how long a caller waits for its claim
    RedisTime(Duration patience) {
        this.patience = patience;
    }

    void learn(long redisMillis) {
        ahead = redisMillis - millis();
    }

    /// The instant, by the clock of Redis, at which a caller that asks now has given up. In the past as long as that
    /// clock is not known.
    byte[] latest() {
        long latest = ahead == NEVER_TOLD ? 0 : millis() + ahead + patience.toMillis();
        return Long.toString(latest).getBytes(StandardCharsets.US_ASCII);
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
