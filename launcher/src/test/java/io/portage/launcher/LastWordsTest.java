package io.portage.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The end of a log, as far as it explains anything.
final class LastWordsTest {
    @Test
    void ofWhenTheApplicationExplainsThenItsExplanation() {
        var log = """
                INFO starting
                ***************************
                APPLICATION FAILED TO START
                ***************************

                Description:

                portage.store: "redis" (expected: embedded)
                """;
        assertThat(LastWords.of(log)).isEqualTo("""
                  APPLICATION FAILED TO START
                  Description:
                  portage.store: "redis" (expected: embedded)""".indent(2).stripTrailing());
    }

    @Test
    void ofWhenNothingIsExplainedThenTheLastTwentyLines() {
        var log = IntStream.rangeClosed(1, 50).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        assertThat(LastWords.of(log).lines()).hasSize(20).first().isEqualTo("  line 31");
    }

    @Test
    void ofWhenLogIsEmptyThenItSaysSo() {
        assertThat(LastWords.of("")).isEqualTo("  (nothing)");
    }
}
