package io.portage.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A few phones come back to a real gateway that lets but a few bursts in: every outbox is emptied, and every mutation
/// arrives once.
final class PhonesBenchIT {
    @Test
    @Timeout(240)
    void phonesThenEveryMutationArrivesOnceThoughManyAreSentAway(@TempDir Path folder) throws Exception {
        var json = folder.resolve("report.json");
        var outcome = BenchProcess.run(
                Map.of(),
                "phones",
                "--seed=7",
                "--set=portage.bursts.at-once=2",
                "--set=portage.bursts.queue=8",
                "--json=" + json);
        assertThat(outcome.exit()).as(outcome.output() + outcome.errors()).isZero();
        assertThat(outcome.output()).contains("200 phones", "(seed 7)", "0 lost, 0 doubled", "| south | 10 |");
        var report = new JsonMapper().readTree(Files.readString(json));
        assertThat(report.required("mutations").longValue()).isBetween(200L, 4_000L);
        assertThat(report.required("online").size()).isEqualTo(3);
        assertThat(report.required("online"))
                .allSatisfy(phase ->
                        assertThat(phase.required("answers").longValue()).isPositive());
        // the simulation does what it is for: phones are sent away, and lose their connections
        var reasons = report.required("reasons");
        assertThat(reasons.path("503 OVERLOADED").longValue(0)).isPositive();
        assertThat(reasons.path("broken off: the phone is out of reach").longValue(0))
                .isPositive();
        assertThat(reasons.path("replayed").longValue(0)).isPositive();
    }
}
