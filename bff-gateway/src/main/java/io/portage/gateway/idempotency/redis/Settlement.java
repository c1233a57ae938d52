package io.portage.gateway.idempotency.redis;

import io.portage.gateway.Settings;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.redis.RedisConnection;
import io.portage.gateway.redis.RedisTrouble;
import io.portage.gateway.secrecy.Names;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Settles by hand what came of a mutation whose outcome nobody knows. It needs a right that gateways have not: to
/// write the audit, which the same script does, so that Redis itself keeps the two apart.
public final class Settlement implements AutoCloseable {
    private static final String AUDIT = "portage-audit:{";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RedissonClient redisson;
    private final String script;
    private final Names names;
    private final Retention retention;

    Settlement(RedissonClient redisson, RedisScripts scripts, Names names, Retention retention) {
        this.redisson = redisson;
        this.script = scripts.settle();
        this.names = names;
        this.retention = retention;
    }

    /// @throws IllegalArgumentException where the configuration file cannot be read
    public static Settlement open(Settings.Redis redis, Names names, Retention retention) {
        return new Settlement(RedisConnection.open(redis), RedisScripts.withServerClock(), names, retention);
    }

    /// What is known of the key. Changes nothing.
    ///
    /// @throws StoreUnavailableException where Redis does not answer, or refuses
    public Settled look(Scope scope) {
        return run(scope, "", "", "");
    }

    /// Settles the key, where nobody knows what came of it.
    ///
    /// @param by who says so
    /// @param because what they have seen
    /// @throws StoreUnavailableException where Redis does not answer, or refuses
    public Settled settle(Scope scope, Settled.Verdict verdict, String by, String because) {
        return run(scope, verdict.toString(), by, because);
    }

    private Settled run(Scope scope, String verdict, String by, String because) {
        var tag = RedisIdempotencyStore.tag(names, scope);
        var record = RedisIdempotencyStore.PREFIX + tag + "}";
        List<Object> keys = List.of(record, record + ":answer", AUDIT + tag + "}");
        Object[] arguments = {
            millis(retention.response()), millis(retention.tombstone()), bytes(verdict), bytes(by), bytes(because)
        };
        var answer = redisson.reactive()
                .getScript(ByteArrayCodec.INSTANCE)
                .<List<Object>>eval(record, RScript.Mode.READ_WRITE, script, RScript.ReturnType.LIST, keys, arguments)
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(LIMIT)
                .onErrorMap(failure -> new StoreUnavailableException(advice(failure)))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no answer (expected: one of settle.lua)")))
                .block();
        return settled(tag, answer == null ? List.of() : answer);
    }

    private static Settled settled(String tag, List<Object> answer) {
        return new Settled(
                Settled.Outcome.valueOf(text(answer, 0).toUpperCase(Locale.ROOT)),
                Settled.State.of(text(answer, 1)),
                tag,
                Instant.ofEpochMilli(Long.parseLong(text(answer, 2))),
                text(answer, 3).isEmpty() ? null : Long.valueOf(text(answer, 3)),
                instant(answer, 4),
                instant(answer, 5),
                instant(answer, 6),
                text(answer, 7).isEmpty() ? null : text(answer, 7));
    }

    private static String text(List<Object> answer, int index) {
        return new String((byte[]) answer.get(index), StandardCharsets.UTF_8);
    }

    private static @Nullable Instant instant(List<Object> answer, int index) {
        var millis = text(answer, index);
        return millis.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    /// Where the gateway's advice would send those on call to the wrong setting, ours.
    private static String advice(Throwable failure) {
        var trouble = RedisTrouble.of(failure);
        return switch (trouble) {
            case NOPERM ->
                "Redis's ACL forbids it: settling needs a user of its own, with the keys portage:{* and portage-audit:{*;"
                        + " its line stands in docs/operations.md";
            case READONLY -> "Redis is a replica: give the address of the primary, or a file with --redis-config";
            case MOVED -> "Redis is a cluster: give a Redisson configuration file for clusters with --redis-config";
            default -> trouble.advice(failure);
        };
    }

    private static byte[] millis(Duration duration) {
        return bytes(Long.toString(duration.toMillis()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        redisson.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
