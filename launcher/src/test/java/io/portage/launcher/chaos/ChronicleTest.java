package io.portage.launcher.chaos;

import static io.portage.launcher.chaos.Histories.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.launcher.chaos.Disturbance.PauseRedis;
import io.portage.launcher.chaos.Schedule.Planned;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What is printed and reported of schedules.
final class ChronicleTest {
    private static final ChaosSettings SETTINGS = new ChaosSettings(2, 77, 1, 3, true, Path.of("logs"), null);
    private static final KeyHistory GOOD = Histories.of(Kind.ORDER, success("executed"), success("replayed"));
    private static final KeyHistory BAD = Histories.of(Kind.REFILL, 2, 2, Histories.lost(), success("unknown"));

    private static ScheduleResult result(long seed, KeyHistory history) {
        var paused = new Planned(Duration.ofMillis(250), new PauseRedis(Duration.ofMillis(900)));
        var schedule = new Schedule(seed, List.of(paused), List.of(history.errand()));
        return new ScheduleResult(schedule, List.of(history), Duration.ofMillis(1234));
    }

    private static String told(boolean terminal) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var chronicle = new Chronicle(out, terminal);
        chronicle.open(SETTINGS);
        chronicle.begin(1, result(77, GOOD).schedule());
        chronicle.end(1, result(77, GOOD), SETTINGS);
        chronicle.end(2, result(78, BAD), SETTINGS);
        chronicle.close(new Summary(List.of(result(77, GOOD), result(78, BAD))));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void endWhenNothingIsWrongThenOneLine() {
        assertThat(told(false).lines())
                .contains(
                        "   1  seed 77  1 operations, 2 requests, 1 effects, 1.2 s, 0 violations  faults: pause-redis");
    }

    @Test
    void endWhenARuleIsViolatedThenAllThatIsKnownAndHowToReplay() {
        assertThat(told(false))
                .contains(
                        "VIOLATED one-effect by portal.request-refill north.k: 2 effects (expected: 1 at most)",
                        "VIOLATED one-arrival by portal.request-refill north.k: 2 requests at the service",
                        "again, gateway 0: 201 (unknown)",
                        "at the service: 2 arrivals, 2 effects",
                        "0.250 s PauseRedis[length=PT0.9S]",
                        "replay: ./portage chaos --schedules 1 --seed 78 --operations 1 --gateways 3\n");
    }

    @Test
    void endWhenAKeyHasALongHistoryThenItsEnds() {
        var outcomes = new Outcome[40];
        Arrays.fill(outcomes, Histories.lost());
        var bytes = new ByteArrayOutputStream();
        new Chronicle(new PrintStream(bytes, true, StandardCharsets.UTF_8), false)
                .end(1, result(77, Histories.of(Kind.ORDER, outcomes)), SETTINGS);
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .contains("        ... 24 more ...")
                .filteredOn(line -> line.endsWith("connection lost"))
                .hasSize(16);
    }

    @Test
    void closeThenATableOfEverythingThatWasCounted() {
        assertThat(told(false).replaceAll(" +", " ")).endsWith("""

                        schedules 2
                        operations, by how they ended 2
                         done, effect 2
                        requests 4
                        effects 3
                        faults 2
                         pause-redis 2
                        answers 4
                         201 (executed) 1
                         201 (replayed) 1
                         201 (unknown) 1
                         connection lost 1
                        violations 2
                        """);
    }

    @Test
    void beginWhenPipedThenNoProgress() {
        assertThat(told(false)).doesNotContain("\r", "...");
        assertThat(told(true)).contains("   1  seed 77 ...\r   1  seed 77");
    }

    @Test
    void reportThenTheSameForPrograms() {
        var summary = new Summary(List.of(result(77, GOOD), result(78, BAD)));
        var report = new JsonMapper().readTree(Report.of(summary, SETTINGS));
        assertThat(report.at("/violations").intValue()).isEqualTo(2);
        assertThat(report.at("/ends/done, effect").intValue()).isEqualTo(2);
        assertThat(report.at("/faults/pause-redis").intValue()).isEqualTo(2);
        assertThat(report.at("/runs/1/seed").longValue()).isEqualTo(78);
        assertThat(report.at("/runs/1/violations/0/rule").stringValue()).isEqualTo("one-effect");
        assertThat(report.at("/runs/1/violations/0/exchanges/1").stringValue()).endsWith("201 (unknown)");
        assertThat(report.at("/runs/0/violations").isEmpty()).isTrue();
    }
}
