package io.portage.gateway.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyTest {
    static Stream<String> printable() {
        return IntStream.rangeClosed('!', '~').mapToObj(Character::toString);
    }

    @Test
    void headerWhenBareOrQuotedThenOneKey() {
        assertThat(Key.ofHeader("abc")).isEqualTo(new Key("abc"));
        assertThat(Key.ofHeader("\"abc\"")).isEqualTo(new Key("abc"));
    }

    @ParameterizedTest
    @MethodSource("printable")
    void headerWhenAnyPrintableCharacterThenBothFormsAreOneKey(String character) {
        var content = "a" + character;
        var escaped = content.replace("\\", "\\\\").replace("\"", "\\\"");
        assertThat(Key.ofHeader(content)).isEqualTo(new Key(content));
        assertThat(Key.ofHeader("\"" + escaped + "\"")).isEqualTo(new Key(content));
    }

    @Test
    void headerWhenEscapedQuoteOrBackslashThenUnescaped() {
        assertThat(Key.ofHeader("\"a\\\"b\\\\c\"")).isEqualTo(new Key("a\"b\\c"));
        assertThat(Key.ofHeader("\"\\\"\"")).isEqualTo(new Key("\""));
    }

    @Test
    void headerWhenQuoteStandsInsideThenBare() {
        assertThat(Key.ofHeader("a\"b\"")).isEqualTo(new Key("a\"b\""));
        assertThat(Key.ofHeader("a\\b")).isEqualTo(new Key("a\\b"));
    }

    @Test
    void bodyKeyWhenQuotedThenQuotesBelongToIt() {
        assertThat(Key.of("\"abc\"")).isEqualTo(new Key("\"abc\""));
    }

    @Test
    void keyWhenOneTo255CharactersThenAccepted() {
        var longest = "k".repeat(255);
        assertThat(Key.of("k").value()).isEqualTo("k");
        assertThat(Key.of(longest).value()).isEqualTo(longest);
        assertThat(Key.ofHeader("\"" + longest + "\"").value()).isEqualTo(longest);
        var allEscaped = "\\\"".repeat(255);
        assertThat(Key.ofHeader("\"" + allEscaped + "\"").value()).hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "\"abc", "\"abc\\\"", "\"a\"b", "\"abc\" ", "\"abc\";p=1", "\"a\\b\"", "\"a\\", "\"\""})
    void headerWhenQuotedFormIsIncompleteThenRefused(String value) {
        assertThatThrownBy(() -> Key.ofHeader(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: 1 to 255 printable ASCII characters without spaces");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a\tb", "a\u007f", "a\u0000", "ä", "a\u00a0", "ключ", "😀", "\"a b\"", "\"ä\""})
    void headerWhenNotPrintableAsciiThenRefused(String value) {
        assertThatThrownBy(() -> Key.ofHeader(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: 1 to 255 printable ASCII characters without spaces");
    }

    @Test
    void keyWhenLongerThan255ThenRefusedWithItsLength() {
        assertThatThrownBy(() -> Key.of("k".repeat(256))).hasMessageStartingWith("256 characters (expected: 1 to 255");
        assertThatThrownBy(() -> Key.ofHeader("\"" + "k".repeat(256) + "\"")).hasMessageStartingWith("256 characters");
    }

    @Test
    void keyWhenRefusedThenMessageSaysWhereAndNotWhat() {
        assertThatThrownBy(() -> Key.of("secret value"))
                .hasMessageStartingWith("character U+0020 at 7")
                .hasMessageNotContaining("secret");
    }

    @Test
    void orNullWhenNoKeyThenNull() {
        assertThat(Key.orNull("")).isNull();
        assertThat(Key.orNull("a b")).isNull();
        assertThat(Key.orNull("abc")).isEqualTo(new Key("abc"));
    }
}
