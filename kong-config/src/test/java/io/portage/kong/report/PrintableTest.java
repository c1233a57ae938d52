package io.portage.kong.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No text out of a file steers the terminal that it is shown on.
class PrintableTest {
    @ParameterizedTest
    @ValueSource(chars = {'\0', '\u001b', '\r', '\u007f', '\u009b', '\u202a', '\u202e', '\u2066', '\u2069'})
    void ofWhenAControlThenAQuestionMark(char control) {
        assertThat(Printable.of("a" + control + "b")).isEqualTo("a?b");
    }

    @Test
    void ofWhenABreakOrATabThenABlank() {
        assertThat(Printable.of("a\tb\nc")).isEqualTo("a b c");
    }

    @Test
    void ofWhenOrdinaryThenAsItIs() {
        assertThat(Printable.of("Ünïcödé … → 端 \u00a0~")).isEqualTo("Ünïcödé … → 端 \u00a0~");
    }

    @Test
    void textWhenANameSteersTerminalsThenItIsShownWithout() {
        var text = Subjects.EVERYTHING.replace("'co'", "\\e[31mred");
        assertThat(Format.TEXT.of(List.of(Subjects.of("kong.yml", text)), false))
                .contains("?[31mred")
                .doesNotContain("\u001b");
    }
}
