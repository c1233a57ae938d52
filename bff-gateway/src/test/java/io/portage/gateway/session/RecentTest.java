package io.portage.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RecentTest {
    private final TestClock clock = new TestClock();
    private final Recent<Integer> recent = new Recent<>(Duration.ofSeconds(5), 3, clock);

    @Test
    void putWhenKnownThenWhatWasThereBeforeUntilItsTimeIsOver() {
        assertThat(recent.put("a", 1)).isNull();
        assertThat(recent.put("a", 2)).isEqualTo(1);
        assertThat(recent.find("a")).isEqualTo(2);
        clock.advance(Duration.ofMillis(4_999));
        assertThat(recent.find("a")).isEqualTo(2);
        clock.advance(Duration.ofMillis(1));
        assertThat(recent.find("a")).isNull();
        assertThat(recent.put("a", 3)).isNull();
    }

    @Test
    void putWhenFullThenTheOldestGoes() {
        recent.put("a", 1);
        recent.put("b", 2);
        recent.put("c", 3);
        recent.put("a", 4);
        recent.put("d", 5);
        assertThat(recent.find("b")).isNull();
        assertThat(recent.find("a")).isEqualTo(4);
        assertThat(recent.find("c")).isEqualTo(3);
        assertThat(recent.find("d")).isEqualTo(5);
    }
}
