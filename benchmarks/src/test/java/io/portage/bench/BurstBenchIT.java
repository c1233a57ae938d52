package io.portage.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A few bursts and single requests through a real gateway: all that they carry arrives once, whatever the numbers.
final class BurstBenchIT {
    @Test
    @Timeout(240)
    void burstThenEveryWayIsMeasuredAndEveryAnswerAsExpected(@TempDir Path folder) throws Exception {
        var json = folder.resolve("report.json");
        var outcome = BenchProcess.run(Map.of(), "burst", "--json=" + json);
        assertThat(outcome.output())
                .contains("| one POST alone |", "| POSTs, 16 at once |", "| burst, JSON |", "| burst, NDJSON |");
        assertThat(outcome.exit()).as(outcome.output() + outcome.errors()).isZero();
        var turns = new JsonMapper().readTree(Files.readString(json)).required("turns");
        assertThat(turns.size()).isEqualTo(4);
        assertThat(turns).allSatisfy(turn -> {
            assertThat(turn.required("unexpected").longValue()).isZero();
            assertThat(turn.required("mutations").longValue()).isPositive();
            assertThat(turn.required("forwarded")).isEqualTo(turn.required("mutations"));
        });
        // not a number of this machine: a first line that waited for the last call would be after it
        assertThat(turns.get(3).required("aheadMillis").doubleValue()).isPositive();
    }

    @Test
    @Timeout(240)
    void burstWhenTheGatewayRefusesItemsThenTheyAreNotCountedButTold() throws Exception {
        var outcome =
                BenchProcess.run(Map.of(), "burst", "--set=portage.bursts.budget=150", "--set=portage.bursts.refill=1");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.output()).contains("answers were not as expected, such as", "RATE_LIMITED");
    }
}
