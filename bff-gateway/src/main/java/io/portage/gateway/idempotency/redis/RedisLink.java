package io.portage.gateway.idempotency.redis;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.portage.gateway.idempotency.StoreUnavailableException;
import io.portage.gateway.idempotency.redis.RedisScripts.Verb;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.redisson.api.RScript;
import org.redisson.api.RScriptReactive;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Runs scripts on Redis, and gives up soon: whoever waits for a store that is away keeps a phone waiting. One for
/// records and sessions, so that both know at once when Redis is away; revocations, which must be told again and again,
/// have a way of their own.
public final class RedisLink {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

    /// A script of somebody who keeps something else on the same Redis.
    public interface Script {
        String name();

        String text();

        /// Whether it returns a list, else a number.
        boolean givesList();
    }

    private final RScriptReactive scripts;
    private final Map<Verb, String> texts = new EnumMap<>(Verb.class);
    private final CircuitBreaker breaker;
    private final Duration limit;
    private volatile boolean connected;

    /// @param limit how long a call may take, whatever the driver makes of it
    RedisLink(RedissonClient redisson, RedisScripts scripts, CircuitBreaker breaker, Duration limit) {
        this.scripts = redisson.reactive().getScript(ByteArrayCodec.INSTANCE);
        for (var verb : Verb.values()) {
            texts.put(verb, scripts.text(verb));
        }
        this.breaker = breaker;
        this.limit = limit;
    }

    /// How long a call takes at most.
    Duration limit() {
        return limit;
    }

    /// Runs one verb, or refuses to at once where Redis has just been silent.
    ///
    /// @param keys the keys, all in one slot
    /// @param arguments its arguments, as bytes
    Mono<Object> run(Verb verb, List<Object> keys, Object... arguments) {
        return off(verb.name(), throughBreaker(call(text(verb), verb == Verb.CLAIM, keys, arguments)));
    }

    /// Runs one verb past the breaker, which neither refuses it nor learns of it: for what is known already, and would
    /// be lost.
    Mono<Object> runPast(Verb verb, List<Object> keys, Object... arguments) {
        return off(verb.name(), call(text(verb), verb == Verb.CLAIM, keys, arguments));
    }

    /// Runs another script.
    ///
    /// @param keys the keys, all in one slot
    /// @param arguments its arguments, as bytes
    public Mono<Object> run(Script script, List<Object> keys, Object... arguments) {
        return off(script.name(), throughBreaker(call(script.text(), script.givesList(), keys, arguments)));
    }

    private Mono<Object> call(String text, boolean givesList, List<Object> keys, Object... arguments) {
        var type = givesList ? RScript.ReturnType.LIST : RScript.ReturnType.LONG;
        return scripts.<Object>eval(
                        String.valueOf(keys.getFirst()), RScript.Mode.READ_WRITE, text, type, keys, arguments)
                .timeout(limit)
                .doOnNext(_ -> connected = true);
    }

    private Mono<Object> throughBreaker(Mono<Object> call) {
        return call.transformDeferred(CircuitBreakerOperator.of(breaker));
    }

    /// As long as there is no connection, the driver holds the thread that asks.
    private Mono<Object> off(String script, Mono<Object> call) {
        return Mono.defer(() -> connected ? call : call.subscribeOn(Schedulers.boundedElastic()))
                .onErrorMap(failure -> unavailable(script, failure));
    }

    private String text(Verb verb) {
        var text = texts.get(verb);
        if (text == null) {
            throw new IllegalStateException(verb + " (expected: a verb with a script)");
        }
        return text;
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
