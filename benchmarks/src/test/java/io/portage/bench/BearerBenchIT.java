package io.portage.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A few hundred requests through a real gateway: every kind of token gets through, whatever the numbers.
final class BearerBenchIT {
    @Test
    @Timeout(240)
    void bearerThenEveryKindOfTokenIsMeasuredAndEveryAnswerAsExpected(@TempDir Path folder) throws Exception {
        var json = folder.resolve("report.json");
        var outcome = BenchProcess.run(Map.of(), "bearer", "--json=" + json);
        assertThat(outcome.output()).contains("| not verified |", "| known token |", "| new token |");
        assertThat(outcome.exit()).isZero();
        var turns = new JsonMapper().readTree(Files.readString(json)).required("turns");
        assertThat(turns.size()).isEqualTo(3);
        assertThat(turns).allSatisfy(turn -> {
            assertThat(turn.required("unexpected").longValue()).isZero();
            assertThat(turn.required("answers").longValue()).isGreaterThanOrEqualTo(10);
        });
    }
}
