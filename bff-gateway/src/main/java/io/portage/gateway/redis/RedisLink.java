package io.portage.gateway.redis;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.portage.gateway.problem.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.api.RScriptReactive;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Runs scripts on Redis, and gives up soon: whoever waits for a store that is away keeps a phone waiting. One for all
/// that is kept there, so that all know at once when Redis is away.
public final class RedisLink {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

    private final RScriptReactive scripts;
    private final CircuitBreaker breaker;
    private final Duration limit;
    private volatile boolean connected;

    /// @param limit how long a call may take, whatever the driver makes of it
    public RedisLink(RedissonClient redisson, CircuitBreaker breaker, Duration limit) {
        this.scripts = redisson.reactive().getScript(ByteArrayCodec.INSTANCE);
        this.breaker = breaker;
        this.limit = limit;
    }

    /// How long a call takes at most.
    public Duration limit() {
        return limit;
    }

    /// Runs a script, or refuses to at once where Redis has just been silent. Fails with a [StoreUnavailableException].
    ///
    /// @param keys the keys, all in one slot
    /// @param arguments its arguments, as bytes
    public Mono<Object> run(RedisScript script, List<Object> keys, Object... arguments) {
        return off(script, call(script, keys, arguments).transformDeferred(CircuitBreakerOperator.of(breaker)));
    }

    /// Runs a script past the breaker, which neither refuses it nor learns of it: for what is known already, and would
    /// be lost.
    public Mono<Object> runPast(RedisScript script, List<Object> keys, Object... arguments) {
        return off(script, call(script, keys, arguments));
    }

    private Mono<Object> call(RedisScript script, List<Object> keys, Object... arguments) {
        var type = script.givesList() ? RScript.ReturnType.LIST : RScript.ReturnType.LONG;
        return scripts.<Object>eval(
                        String.valueOf(keys.getFirst()), RScript.Mode.READ_WRITE, script.text(), type, keys, arguments)
                .timeout(limit)
                .doOnNext(_ -> connected = true);
    }

    /// As long as there is no connection, the driver holds the thread that asks.
    private Mono<Object> off(RedisScript script, Mono<Object> call) {
        return Mono.defer(() -> connected ? call : call.subscribeOn(Schedulers.boundedElastic()))
                .onErrorMap(failure -> unavailable(script.name(), failure));
    }

    private static Throwable unavailable(String script, Throwable failure) {
        if (failure instanceof CallNotPermittedException) {
            return new StoreUnavailableException(
                    "Redis has just failed several times; it is tried again within the second");
        }
        var trouble = RedisTrouble.of(failure);
        if (trouble == RedisTrouble.SCRIPT) {
            LOG.error("the script {} failed: {}", script, RedisTrouble.told(failure));
        }
        return new StoreUnavailableException(trouble.advice(failure), trouble == RedisTrouble.AWAY);
    }
}
