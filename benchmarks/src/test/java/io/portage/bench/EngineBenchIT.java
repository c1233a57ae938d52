package io.portage.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.portage.bench.engine.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A few hundred requests through real gateways and a real Redis: all of it works, whatever the numbers.
final class EngineBenchIT {
    private static final int LANES_OF_A_STORE = 6;

    private static JsonNode report(Path json) throws IOException {
        return new JsonMapper().readTree(Files.readString(json));
    }

    private static List<JsonNode> turns(JsonNode report, String kind) {
        var turns = new ArrayList<JsonNode>();
        for (var turn : report.at("/turns")) {
            if (turn.at("/kind").stringValue().equals(kind)) {
                turns.add(turn);
            }
        }
        assertThat(turns).isNotEmpty();
        return turns;
    }

    private static void plausible(JsonNode turn) {
        assertThat(turn.at("/unexpected").longValue()).as("%s", turn).isZero();
        assertThat(turn.at("/answers").longValue()).isGreaterThanOrEqualTo(10);
        assertThat(turn.at("/perSecond").doubleValue()).isPositive();
        assertThat(turn.at("/cpuMicros").doubleValue()).isNotNegative();
        assertThat(turn.at("/p50Micros").doubleValue())
                .isPositive()
                .isLessThanOrEqualTo(turn.at("/p99Micros").doubleValue());
    }

    @Test
    @Timeout(240)
    void engineThenEveryLaneIsMeasuredAndEveryAnswerAsExpected(@TempDir Path folder) throws Exception {
        assumeThat(RedisServer.program()).as(RedisServer.ABSENT).isPresent();
        var json = folder.resolve("report.json");
        var outcome = BenchProcess.run(Map.of(), "engine", "--json=" + json);
        assertThat(outcome.errors())
                .contains("round 1 of 1, 32 KiB, redis, replay")
                .doesNotContain("skipping");
        assertThat(outcome.output()).contains("| 1 KiB | embedded | no key |", "| 32 KiB | redis | replay |");
        assertThat(outcome.exit()).isZero();
        var report = report(json);
        assertThat(report.at("/turns").size()).isEqualTo(2 * LANES_OF_A_STORE);
        assertThat(report.at("/rows").size()).isEqualTo(2 * LANES_OF_A_STORE);
        report.at("/turns").forEach(EngineBenchIT::plausible);
        sentOnce(report);
        oneScriptForEachStep(report);
    }

    /// What has no record reaches the service once, and what has one never.
    private static void sentOnce(JsonNode report) {
        assertThat(turns(report, "PLAIN"))
                .allSatisfy(turn -> assertThat(turn.at("/forwarded")).isEqualTo(turn.at("/answers")));
        assertThat(turns(report, "KEYED"))
                .allSatisfy(turn -> assertThat(turn.at("/forwarded")).isEqualTo(turn.at("/answers")));
        assertThat(turns(report, "REPLAY"))
                .allSatisfy(
                        turn -> assertThat(turn.at("/forwarded").longValue()).isZero());
    }

    /// One round trip to claim and one to complete; one for a replay; none without a key. Beside them the gateway asks
    /// once a second what was revoked.
    private static void oneScriptForEachStep(JsonNode report) {
        Map.of("PLAIN", 0.0, "KEYED", 2.0, "REPLAY", 1.0)
                .forEach((kind, scripts) -> assertThat(turns(report, kind))
                        .filteredOn(turn -> turn.at("/store").stringValue().equals("redis"))
                        .isNotEmpty()
                        .allSatisfy(turn ->
                                assertThat(turn.at("/scripts").doubleValue()).isCloseTo(scripts, within(0.1))));
    }

    @Test
    @Tag("full")
    @Timeout(240)
    void engineWhenThereIsNoRedisThenSkippedByName(@TempDir Path folder) throws Exception {
        var json = folder.resolve("report.json");
        var outcome = BenchProcess.run(Map.of("PATH", ""), "engine", "--json=" + json);
        assertThat(outcome.output()).contains("skipped: the Redis store: no redis-server on the PATH");
        assertThat(outcome.exit()).isZero();
        assertThat(report(json).at("/turns").size()).isEqualTo(LANES_OF_A_STORE);
    }

    @Test
    void engineWhenTheGatewayIsNotBuiltThenItSaysSo(@TempDir Path folder) throws Exception {
        assumeThat(System.getProperty("portage.gateway.jar")).isNull();
        var outcome = BenchProcess.run(Map.of(), "engine", "--home=" + folder);
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.errors()).contains("bff-gateway.jar is missing (expected: the built gateway)");
    }

    @Test
    void engineWhenTheReportCannotBeWrittenThenRefusedBeforeItStarts(@TempDir Path folder) throws Exception {
        var outcome = BenchProcess.run(Map.of(), "engine", "--json=" + folder.resolve("nowhere/report.json"));
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.errors()).contains("nowhere/report.json").doesNotContain("starting");
    }
}
