package io.portage.kong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Colours are for those who see them, and want them.
class TerminalTest {
    @ParameterizedTest
    @CsvSource({
        ", true, false, true",
        "'', true, false, true",
        "1, true, true, false",
        ", false, true, false",
        ", , true, true",
        ", , false, false",
        "1, , true, false"
    })
    void hasColoursThenWhereSomebodySeesThemAndWantsThem(
            @Nullable String unwanted, @Nullable String told, boolean console, boolean has) {
        assertThat(Terminal.hasColours(unwanted, told, () -> console)).isEqualTo(has);
    }
}
