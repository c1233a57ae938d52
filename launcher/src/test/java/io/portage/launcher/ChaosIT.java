package io.portage.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.launcher.chaos.ChaosRuns;
import io.portage.stubs.StubPorts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Chaos with real gateways and a real Redis: a little of it with the long tests. The long run is
/// `./portage chaos --schedules 200 --keep-going`.
final class ChaosIT {
    private static final String SEED = "11";
    /// Where owners stand still, so that a script that no longer knows them is found out at once.
    private static final long SEED_OF_PAUSED_OWNERS = 47;
    private static final Path HOME = Path.of(System.getProperty("portage.home", ".."));

    private static List<String> gateway(int port, int management, StubPorts stubs, URI redis) {
        return ChaosCommand.command(HOME, port, management, stubs, redis);
    }

    @Test
    @Tag("full")
    @Timeout(600)
    void chaosWhenTheGatewayIsWholeThenThreeSchedulesAreWithoutViolation(@TempDir Path folder) throws Exception {
        var report = folder.resolve("report.json");
        try (var chaos = Launched.with(
                Map.of(), "chaos", "--schedules", "3", "--seed", SEED, "--keep-going", "--report", report.toString())) {
            assertThat(chaos.rest())
                    .contains("3 schedules of 80 operations", "violations")
                    .doesNotContain("VIOLATED", "\r");
            assertThat(chaos.exit()).isZero();
        }
        var counted = new JsonMapper().readTree(Files.readString(report));
        assertThat(counted.at("/violations").intValue()).isZero();
        assertThat(counted.at("/operations").intValue()).isEqualTo(240);
        assertThat(counted.at("/answers/201 (replayed)").intValue()).isGreaterThan(240);
        assertThat(counted.at("/faults").size()).isGreaterThan(4);
    }

    @Test
    @Tag("full")
    @Timeout(300)
    void chaosWhenAskedToEndThenItTellsWhatItFoundAndLeavesNothingBehind(@TempDir Path folder) throws Exception {
        var report = folder.resolve("report.json");
        try (var chaos = Launched.with(
                Map.of(),
                "chaos",
                "--gateways",
                "1",
                "--operations",
                "5",
                "--seed",
                SEED,
                "--report",
                report.toString())) {
            while (!chaos.line().startsWith("   1  seed " + SEED)) {
                assertThat(chaos.isAlive()).isTrue();
            }
            var children = chaos.children();
            chaos.terminate();
            assertThat(chaos.exit()).isZero();
            assertThat(chaos.rest()).containsPattern("violations +0\\n");
            assertThat(chaos.errors()).doesNotContain("portage:");
            assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        }
        var counted = new JsonMapper().readTree(Files.readString(report));
        assertThat(counted.at("/schedules").intValue()).isPositive();
    }

    @Test
    @Tag("chaos")
    @Timeout(1800)
    void chaosWhenTheGatewayIsWholeThenThirtySchedulesAreWithoutViolation(@TempDir Path folder) throws Exception {
        assertThat(ChaosRuns.whole(folder, ChaosIT::gateway, 30, 1)).isEmpty();
    }

    /// Whoever shows the script any claim may then end it, whatever has become of the key: an owner that stood still
    /// undoes what another has done.
    @Test
    @Tag("full")
    @Timeout(900)
    void chaosWhenTheScriptNoLongerChecksOwnerAndStateThenCaughtWithinTwentySchedules(@TempDir Path folder)
            throws Exception {
        assertThat(ChaosRuns.broken(
                        folder,
                        ChaosIT::gateway,
                        "record.lua",
                        "(function is_owned\\(owner, fence\\)\\s+return) .*",
                        "$1 stored",
                        20,
                        SEED_OF_PAUSED_OWNERS))
                .isNotEmpty();
    }

    /// Everybody gets the key.
    @Test
    @Tag("full")
    @Timeout(600)
    void chaosWhenTheScriptGivesARunningKeyAwayThenCaughtWithinTwentySchedules(@TempDir Path folder) throws Exception {
        assertThat(ChaosRuns.broken(
                        folder, ChaosIT::gateway, "claim.lua", "if record.o == owner then", "if true then", 20, 44))
                .isNotEmpty();
    }
}
