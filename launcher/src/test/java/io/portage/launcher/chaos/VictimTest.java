package io.portage.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed and comes back.
@Timeout(30)
final class VictimTest {
    private static Victim victim(Path folder) {
        return new Victim(List.of("sleep", "60"), folder.resolve("log"));
    }

    @Test
    void startWhenKilledThenItRunsAgain(@TempDir Path folder) {
        try (var victim = victim(folder)) {
            assertThat(victim.isAlive()).isFalse();
            victim.start();
            assertThat(victim.isAlive()).isTrue();
            victim.kill();
            assertThat(victim.isAlive()).isFalse();
            victim.start();
            assertThat(victim.isAlive()).isTrue();
        }
    }

    @Test
    void killWhenItStandsStillThenItIsGoneAllTheSame(@TempDir Path folder) {
        try (var victim = victim(folder)) {
            victim.start();
            victim.pause();
            assertThat(victim.isAlive()).isTrue();
            victim.kill();
            assertThat(victim.isAlive()).isFalse();
        }
    }

    @Test
    void comeBackWhenAskedToEndThenItRunsAgainAsAnotherProcess(@TempDir Path folder) {
        try (var victim = victim(folder)) {
            victim.start();
            var before = children();
            victim.askToEnd();
            victim.comeBack();
            assertThat(before).hasSize(1);
            assertThat(children()).hasSize(1).doesNotContainAnyElementsOf(before);
        }
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().toList();
    }

    /// A disturbance may be about to bring it back.
    @Test
    void startWhenClosedThenNothing(@TempDir Path folder) {
        var victim = victim(folder);
        victim.start();
        victim.close();
        victim.start();
        assertThat(victim.isAlive()).isFalse();
    }
}
