package io.portage.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Pauses between tries grow, end somewhere, and differ.
final class PhoneTest {
    @Test
    void pauseThenItGrowsUpToABoundAndIsNeverTheSameForAll() {
        var random = new Random(1);
        for (int tries = 1; tries < 40; tries++) {
            long most = tries < 4 ? 60L << tries : 900;
            assertThat(Phone.pause(tries, random)).isBetween(Duration.ofMillis(most / 2), Duration.ofMillis(most));
        }
        assertThat(Phone.pause(9, random)).isNotEqualTo(Phone.pause(9, random));
    }
}
