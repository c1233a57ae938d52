package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static io.portage.gateway.idempotency.redis.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portage.gateway.Settings;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.Scope;
import io.portage.gateway.idempotency.redis.Settled.Outcome;
import io.portage.gateway.idempotency.redis.Settled.Verdict;
import io.portage.gateway.problem.StoreUnavailableException;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Redis itself keeps gateways from settling, and those who settle from rewriting the audit: with the lines of its ACL
/// that stand in `docs/operations.md`.
final class SettlementRightsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Scope SCOPE = claimOf("k").request().scope();
    private static final Names NAMES =
            new Names(KeyRing.of(RedisIdempotencyStoreTest.KEYS).naming());
    private static final String TAG = RedisIdempotencyStore.tag(NAMES, SCOPE);
    private static final String RECORD = "portage:{" + TAG + "}";
    private static final String AUDIT = "portage-audit:{" + TAG + "}";

    /// The lines of users, in the order of the page: gateway, settle, default, and settle for Redis 6.
    private static List<String> documented() throws IOException {
        return Files.readAllLines(Path.of("../docs/operations.md")).stream()
                .filter(line -> line.startsWith("user "))
                .toList();
    }

    private static RedisProcess redis(String settle) throws IOException {
        return RedisProcess.start(documented().getFirst(), settle);
    }

    private static String settleLine(boolean ofRedis7) throws IOException {
        return documented().get(ofRedis7 ? 1 : 3);
    }

    private static void assumeRedis7() {
        try (var plain = RedisProcess.start()) {
            var version = plain.ask("INFO", "server").toString().replaceAll("(?s).*redis_version:(\\d+).*", "$1");
            assumeTrue(Integer.parseInt(version) >= 7, "Redis " + version + " (expected: 7 or newer)");
        }
    }

    private static URI as(RedisProcess redis, String user) {
        return URI.create("redis://%s:%s-PASSWORD@127.0.0.1:%d".formatted(user, user.toUpperCase(), redis.port()));
    }

    private static Settlement settlement(RedisProcess redis, String user) {
        var settings = new Settings.Redis(as(redis, user), null, Duration.ofSeconds(5));
        return Settlement.open(settings, NAMES, RedisGateway.RETENTION);
    }

    private static Settled settle(RedisProcess redis, String user) {
        try (var settlement = settlement(redis, user)) {
            return settlement.settle(SCOPE, Verdict.NO_EFFECT, "ann", "seen");
        }
    }

    private static void lose(RedisGateway gateway) {
        var claim = (Acquired) gateway.store()
                .claim(claimOf("k").request())
                .blockOptional(LIMIT)
                .orElseThrow();
        assertThat(gateway.store().abandon(claim).block(LIMIT)).isTrue();
    }

    private static Object ask(RedisProcess redis, String user, String... words) {
        try (var wire = redis.connect()) {
            assertThat(wire.ask("AUTH", user, user.toUpperCase() + "-PASSWORD")).isEqualTo("OK");
            return wire.ask(words);
        }
    }

    @Test
    void documentedThenAUserForGatewaysOneThatSettlesAndNoOther() throws IOException {
        assertThat(documented()).hasSize(4);
        assertThat(documented().get(2)).isEqualTo("user default off");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void settleWhenAskedWithEachCredentialThenOnlyItsOwnMay(boolean ofRedis7) throws IOException {
        if (ofRedis7) {
            assumeRedis7();
        }
        try (var redis = redis(settleLine(ofRedis7));
                var gateway = RedisGateway.at(as(redis, "gateway")).warm()) {
            lose(gateway);
            var before = redis.ask("HGETALL", RECORD);
            assertThatThrownBy(() -> settle(redis, "gateway"))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasNoCause()
                    .hasMessageContaining("settling needs a user of its own")
                    .message()
                    .doesNotContain("PASSWORD", "pat", "north", TAG);
            assertThat(redis.ask("HGETALL", RECORD)).isEqualTo(before);
            assertThat(redis.ask("EXISTS", AUDIT)).isEqualTo(0L);

            assertThat(settle(redis, "settle").outcome()).isEqualTo(Outcome.SETTLED);
            assertThat(redis.ask("LLEN", AUDIT)).isEqualTo(1L);
            eventually(
                    LIMIT,
                    () -> gateway.store()
                                    .claim(claimOf("k").by("other").request())
                                    .block(LIMIT)
                            instanceof Acquired);
        }
    }

    @Test
    void endsWhenGatewaysHaveTheirDocumentedRightsThenHeard() throws Exception {
        try (var redis = redis(settleLine(false));
                var runs = RedisGateway.at(as(redis, "gateway")).warm();
                var waits = RedisGateway.at(as(redis, "gateway")).warm()) {
            var request = claimOf("k");
            var claim = (Acquired)
                    runs.store().claim(request.request()).blockOptional(LIMIT).orElseThrow();
            var ends = waits.store().ends(SCOPE);
            var heard = new LinkedBlockingQueue<Scope>();
            var listening = ends.subscribe(heard::add);
            assertThat(heard.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(SCOPE);
            assertThat(waits.store().claim(request.by("waits").request()).block(LIMIT))
                    .isInstanceOf(Claim.Busy.class);
            assertThat(runs.store().release(claim).block(LIMIT)).isTrue();
            assertThat(heard.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(SCOPE);
            listening.dispose();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RPUSH * forged", "SET * forged", "DEL *", "LRANGE * 0 -1", "PEXPIRE * 1", "COPY % *"})
    void auditWhenAGatewayTouchesItThenForbidden(String command) throws IOException {
        try (var redis = redis(settleLine(false))) {
            redis.ask("RPUSH", AUDIT, "entry");
            assertThat(ask(redis, "gateway", words(command)).toString()).startsWith("-NOPERM");
            assertThat(redis.ask("LRANGE", AUDIT, "0", "-1")).isEqualTo(List.of("entry"));
        }
    }

    @Test
    void auditWhenAGatewaysScriptTouchesItThenForbidden() throws IOException {
        try (var redis = redis(settleLine(false))) {
            var script = "return redis.call('RPUSH', 'portage-audit:{" + TAG + "}', 'forged')";
            assertThat(ask(redis, "gateway", "EVAL", script, "0").toString()).startsWith("-");
            assertThat(redis.ask("EXISTS", AUDIT)).isEqualTo(0L);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DEL *",
                "PEXPIRE * 1",
                "LPOP *",
                "LTRIM * 1 0",
                "LSET * 0 forged",
                "HSET * f forged",
                "EVAL del 1 *",
                "RENAME * %"
            })
    void auditWhenWhoSettlesWouldTakeItBackThenForbidden(String command) throws IOException {
        assumeRedis7();
        try (var redis = redis(settleLine(true))) {
            redis.ask("RPUSH", AUDIT, "entry");
            var words = words(command.replace(" del ", " redis.call('DEL',KEYS[1]) "));
            assertThat(ask(redis, "settle", words).toString()).startsWith("-");
            assertThat(redis.ask("LRANGE", AUDIT, "0", "-1")).isEqualTo(List.of("entry"));
        }
    }

    private static String[] words(String command) {
        return command.replace("*", AUDIT).replace("%", RECORD).split(" ");
    }

    /// Redis undoes nothing of a script that fails half-way.
    @ParameterizedTest
    @ValueSource(strings = {"hset", "pexpire", "del", "rpush", "lindex"})
    void settleWhenOneRightIsMissingThenNothingIsChanged(String right) throws IOException {
        try (var redis = redis(settleLine(false) + " -" + right);
                var gateway = RedisGateway.at(as(redis, "gateway")).warm()) {
            lose(gateway);
            var before = redis.ask("HGETALL", RECORD);
            assertThatThrownBy(() -> settle(redis, "settle")).hasMessageContaining("Redis's ACL forbids it");
            assertThat(redis.ask("HGETALL", RECORD)).isEqualTo(before);
            assertThat(redis.ask("EXISTS", AUDIT)).isEqualTo(0L);
            assertThat(gateway.store().claim(claimOf("k").by("other").request()).block(LIMIT))
                    .isEqualTo(new Claim.Unknown());
        }
    }

    @Test
    void settleWhenMemoryIsFullThenToldAndNothingIsChanged() throws IOException {
        try (var redis = redis(settleLine(false));
                var gateway = RedisGateway.at(as(redis, "gateway")).warm()) {
            lose(gateway);
            var before = redis.ask("HGETALL", RECORD);
            redis.ask("CONFIG", "SET", "maxmemory", "1");
            assertThatThrownBy(() -> settle(redis, "settle")).hasMessageContaining("raise maxmemory");
            assertThat(redis.ask("HGETALL", RECORD)).isEqualTo(before);
            redis.ask("CONFIG", "SET", "maxmemory", "0");
            assertThat(settle(redis, "settle").outcome()).isEqualTo(Outcome.SETTLED);
        }
    }
}
