package io.portage.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.portage.bench.engine.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Each micro benchmark once, and briefly: it still runs, whatever the numbers.
final class MicroBenchIT {
    private static final String PACKAGE = "io.portage.bench.micro.";

    private static TreeSet<String> measured(Path json) throws Exception {
        var names = new TreeSet<String>();
        for (var result : new JsonMapper().readTree(Files.readString(json))) {
            assertThat(result.at("/primaryMetric/score").doubleValue()).isPositive();
            names.add(result.at("/benchmark").stringValue().substring(PACKAGE.length()));
        }
        return names;
    }

    @Test
    @Timeout(300)
    void microThenEveryBenchmarkRuns(@TempDir Path folder) throws Exception {
        assumeThat(RedisServer.program()).as(RedisServer.ABSENT).isPresent();
        var json = folder.resolve("micro.json");
        assertThat(BenchProcess.run(Map.of(), "micro", "--json=" + json).exit()).isZero();
        assertThat(measured(json))
                .containsExactly(
                        "EmbeddedStoreBenchmark.claimAndComplete",
                        "EmbeddedStoreBenchmark.replay",
                        "FingerprintBenchmark.fingerprint",
                        "FingerprintBenchmark.readBody",
                        "NamesBenchmark.name",
                        "RedisStoreBenchmark.claimAndComplete",
                        "RedisStoreBenchmark.replay",
                        "SealingBenchmark.open",
                        "SealingBenchmark.seal",
                        "TokenBenchmark.known",
                        "TokenBenchmark.unknown");
    }

    @Test
    @Timeout(300)
    void microWhenThereIsNoRedisThenSkippedByName(@TempDir Path folder) throws Exception {
        var json = folder.resolve("micro.json");
        var outcome = BenchProcess.run(Map.of("PATH", ""), "micro", "--json=" + json);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.errors()).contains("skipping RedisStoreBenchmark: no redis-server on the PATH");
        assertThat(measured(json)).hasSize(9);
    }
}
