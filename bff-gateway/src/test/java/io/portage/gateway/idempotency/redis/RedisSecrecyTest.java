package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.Settings;
import io.portage.gateway.idempotency.Claim.Acquired;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.Provenance;
import io.portage.gateway.idempotency.StoredResponse;
import io.portage.gateway.secrecy.KeyRing;
import io.portage.gateway.secrecy.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whoever holds all that Redis keeps, in memory and on disk, learns nothing of anybody.
final class RedisSecrecyTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String CANARY = "canary";
    private static final StoredResponse ANSWER = new StoredResponse(
            201,
            List.of(Map.entry("Location", "/patients/canary-header"), Map.entry("X-Canary-Name", "x")),
            "{\"diagnosis\":\"canary-body canary-body canary-body\"}".getBytes(ISO_8859_1),
            new Provenance("canary-operation", "canary-patient"));

    private final RedisProcess redis =
            RedisProcess.start("appendonly yes", "appendfsync always", "rdbcompression no", "aof-use-rdb-preamble no");
    private final RedisGateway gateway = RedisGateway.at(redis.url()).warm();

    @AfterEach
    void close() {
        gateway.close();
        redis.close();
    }

    private static ClaimBuilder planted(String key) {
        return claimOf("canary-key-" + key)
                .tenant("canary-tenant")
                .subject("canary-subject")
                .of("canary-fingerprint");
    }

    private Acquired acquire(ClaimBuilder request) {
        return (Acquired)
                gateway.store().claim(request.request()).blockOptional(LIMIT).orElseThrow();
    }

    private void everyState() {
        var store = gateway.store();
        store.complete(acquire(planted("done")), ANSWER).block(LIMIT);
        store.complete(acquire(planted("tombstone")), null).block(LIMIT);
        store.release(acquire(planted("free"))).block(LIMIT);
        store.abandon(acquire(planted("lost"))).block(LIMIT);
        acquire(planted("running"));
        store.abandon(acquire(planted("settled"))).block(LIMIT);
        settle(planted("settled"));
    }

    private void settle(ClaimBuilder request) {
        var names = new Names(KeyRing.of(RedisIdempotencyStoreTest.KEYS).naming());
        var settings = new Settings.Redis(redis.url(), null, LIMIT);
        try (var settlement = Settlement.open(settings, names, RedisGateway.RETENTION)) {
            var settled = settlement.settle(
                    request.request().scope(), Settled.Verdict.COMPLETED, "ann", "seen in the ledger");
            assertThat(settled.outcome()).isEqualTo(Settled.Outcome.SETTLED);
        }
    }

    @Test
    void memoryWhenDumpedThenNoCanaryIsFound() {
        everyState();
        var memory = new StringBuilder();
        try (var wire = redis.connect()) {
            for (var key : wire.keys()) {
                var value = wire.ask(wire.ask("TYPE", key).equals("hash") ? "HGETALL" : "GET", key);
                memory.append(key).append(value).append(wire.ask("DUMP", key));
            }
        }
        assertThat(memory.toString())
                .contains("portage:{", "portage-audit:{", "seen in the ledger")
                .doesNotContainIgnoringCase(CANARY);
    }

    @Test
    void filesWhenReadThenNoCanaryIsFound() {
        everyState();
        assertThat(redis.ask("SAVE")).isEqualTo("OK");
        var files = files();
        assertThat(files).contains("portage:{", "portage-audit:{", "REDIS0", "HSET");
        assertThat(files).doesNotContainIgnoringCase(CANARY);
    }

    private String files() {
        try (var found = Files.walk(redis.folder())) {
            var all = new StringBuilder();
            for (var file : found.filter(Files::isRegularFile).toList()) {
                all.append(read(file));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, ISO_8859_1);
    }

    @Test
    void hashThenOnlyFieldsOfOneLetterAndShortValues() {
        everyState();
        try (var wire = redis.connect()) {
            for (var key : wire.keys().stream()
                    .filter(key -> key.matches("portage:\\{.*}"))
                    .toList()) {
                var fields = (List<?>) wire.ask("HGETALL", key);
                for (int i = 0; i < fields.size(); i += 2) {
                    assertThat((String) fields.get(i)).matches("[a-z]");
                    assertThat((String) fields.get(i + 1)).matches("[A-Za-z0-9_-]{1,43}");
                }
            }
        }
    }
}
