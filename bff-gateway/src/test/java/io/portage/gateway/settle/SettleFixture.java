package io.portage.gateway.settle;

import io.portage.gateway.idempotency.redis.RedisProcess;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// A real Redis with one record, the command in this process, and what it said.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SettleFixture {
    private static final String KEYS = "k1:" + "A".repeat(43) + "=";
    static final String KEY = "canary-key-1";
    private static final String TENANT = "canary-tenant";
    private static final String SUBJECT = "canary-subject";
    static final String TAG = new Names(KeyRing.of(List.of(KEYS)).naming()).of(TENANT, SUBJECT, KEY);
    static final String RECORD = "portage:{" + TAG + "}";
    static final List<String> WHOSE = List.of("--tenant", TENANT, "--subject", SUBJECT);
    static final List<String> NO_EFFECT = List.of("--as", "no-effect", "--because", "CASE-17", "--by", "ann");

    final RedisProcess redis = RedisProcess.start();
    final Map<String, String> environment = new HashMap<>();

    @AfterAll
    final void close() {
        redis.close();
    }

    /// An unknown outcome, as the gateway records it.
    @BeforeEach
    final void lose() {
        redis.ask("FLUSHALL");
        record("U");
        environment.clear();
        environment.put("PORTAGE_KEYS", KEYS);
        environment.put("PORTAGE_SETTLE_REDIS_URL", redis.url().toString());
    }

    final void record(String state) {
        var now = Long.parseLong(((List<?>) redis.ask("TIME")).getFirst().toString()) * 1000;
        var first = Long.toString(now - 60_000);
        var until = Long.toString(now + Duration.ofDays(30).toMillis());
        var lease = Long.toString(now + 15_000);
        redis.ask("HSET", RECORD, "s", state, "p", "x", "q", "1", "f", "1", "a", first, "u", until, "l", lease);
    }

    record Run(int exit, String out, String err) {}

    final Run runOn(String input, List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        int exit = Settle.run(arguments, environment, in, new PrintWriter(out), new PrintWriter(err));
        return new Run(exit, out.toString(), err.toString());
    }

    final Run run(String key, List<String> more, String... others) {
        var arguments = new ArrayList<>(List.of(key));
        arguments.addAll(WHOSE);
        arguments.addAll(more);
        arguments.addAll(Arrays.asList(others));
        return runOn("", arguments);
    }

    final Run settle(String... others) {
        return run(KEY, NO_EFFECT, others);
    }

    final Object state() {
        return redis.ask("HGET", RECORD, "s");
    }
}
