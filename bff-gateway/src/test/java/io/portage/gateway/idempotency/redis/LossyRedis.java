package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;

import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.IdempotencyStore;
import io.portage.gateway.problem.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.Callable;

/// A store on a real Redis, behind a wire that loses answers when told so.
public final class LossyRedis implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final RedisProcess redis = RedisProcess.start();
    private final RedisProxy wire = new RedisProxy(redis);
    private final RedisGateway gateway = RedisGateway.at(wire.url()).warm();

    /// Redis knows the scripts: the answer that tells that it does not would be lost like any other.
    public LossyRedis() {
        gateway.store().release(acquired()).block(LIMIT);
        gateway.store().complete(acquired(), null).block(LIMIT);
        redis.ask("FLUSHALL");
        gateway.store().abandon(acquired()).block(LIMIT);
        redis.ask("FLUSHALL");
    }

    private Claim.Acquired acquired() {
        return (Claim.Acquired) gateway.store()
                .claim(claimOf("warm").request())
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    public IdempotencyStore store() {
        return gateway.store();
    }

    /// From now on what is asked is done, and nobody hears of it.
    public void loseAnswers() {
        wire.loseAnswers();
    }

    public void carryAnswers() {
        wire.carryAnswers();
    }

    public void freeze() {
        redis.freeze();
    }

    public void thaw() {
        redis.thaw();
    }

    /// Waits until claims are refused without being sent.
    public void openBreaker() {
        eventually(() -> {
            try {
                return gateway.store()
                                .isCompleted(claimOf("breaker").request().scope())
                                .block(LIMIT)
                        == null;
            } catch (StoreUnavailableException failure) {
                return String.valueOf(failure.getMessage()).startsWith("Redis has just failed");
            }
        });
    }

    /// Waits until the only record is in that state, as Redis itself knows.
    public void awaitState(String letter) {
        eventually(() -> {
            try (var direct = redis.connect()) {
                return direct.keys().stream()
                        .filter(key -> key.endsWith("}"))
                        .map(key -> String.valueOf(direct.ask("HGET", key, "s")))
                        .anyMatch(letter::equals);
            }
        });
    }

    public static void eventually(Callable<Boolean> condition) {
        Eventually.eventually(SOON, condition);
    }

    @Override
    public void close() {
        redis.thaw();
        gateway.close();
        wire.close();
        redis.close();
    }
}
