package io.portage.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.portage.launcher.http.Header;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What is meant again is the same again.
final class MemoryTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00.123456Z");
    private final Memory memory = new Memory();

    @Test
    void fillWhenKeyThenFreshOnceAndTheSameAfterwards() {
        var key = memory.fill("{key.a}");
        assertThat(key).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(memory.fill("{key.a}")).isEqualTo(key);
        assertThat(memory.fill("{key.b}")).isNotEqualTo(key);
    }

    @Test
    void fillWhenKeptThenItsValueAndJsonStaysAsItIs() {
        memory.keep("patient", "p7");
        assertThat(memory.fill("/v1/patients/{patient}")).isEqualTo("/v1/patients/p7");
        assertThat(memory.fill("{\"a\":{\"b\":1}}")).isEqualTo("{\"a\":{\"b\":1}}");
    }

    @Test
    void fillWhenNeverKeptThenItSaysSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> memory.fill("{order}"))
                .withMessage("{order} (expected: one of [])");
    }

    @Test
    void lineWhenMomentThenCountedFromTheFirstTime() {
        var line = new Draft.Line.Moment("X-Queued-At", "queued a", Duration.ofHours(3));
        var expected = new Header("X-Queued-At", "2026-11-20T09:00:00.123Z");
        assertThat(memory.line(line, NOW)).isEqualTo(expected);
        assertThat(memory.line(line, NOW.plusSeconds(60))).isEqualTo(expected);
    }
}
