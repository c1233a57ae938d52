package io.portage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 6901, the escapes in particular.
final class JsonPointerTest {
    @Test
    void parseWhenEmptyThenTheWholeDocument() {
        assertThat(JsonPointer.parse("").tokens()).isEmpty();
    }

    @Test
    void parseWhenSlashesAloneThenEmptyTokens() {
        assertThat(JsonPointer.parse("/").tokens()).containsExactly("");
        assertThat(JsonPointer.parse("/a//").tokens()).containsExactly("a", "", "");
    }

    @ParameterizedTest
    @CsvSource({"/a~1b, a/b", "/m~0n, m~n", "/~01, ~1", "/~10, /0", "/c%d, c%d", "/ , ' '", "/0, 0", "/ä, ä"})
    void parseWhenEscapedThenPlainToken(String text, String token) {
        var pointer = JsonPointer.parse(text.equals("/") ? "/ " : text);
        assertThat(pointer.tokens()).containsExactly(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "#/a", " /a"})
    void parseWhenNoSlashThenRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonPointer.parse(text))
                .withMessage("\"" + text + "\" (expected: a JSON pointer, which is empty or starts with /)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/~", "/a~", "/~2", "/~~0", "/a~/b", "/~x1"})
    void parseWhenTildeStandsAloneThenRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonPointer.parse(text))
                .withMessage("\"" + text + "\" (expected: a JSON pointer, in which ~ is followed by 0 or 1)");
    }

    @RepeatedTest(50)
    void parseWhenWrittenThenTheSameTokens(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var tokens = IntStream.range(0, random.nextInt(5))
                .mapToObj(_ -> token(random))
                .toList();
        assertThat(JsonPointer.parse(new JsonPointer(tokens).toString()).tokens())
                .as("seed %d", repetition.getCurrentRepetition())
                .isEqualTo(tokens);
    }

    private static String token(Random random) {
        var letters = List.of("~", "/", "0", "1", "a", "", "ß");
        var token = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            token.append(letters.get(random.nextInt(letters.size())));
        }
        return token.toString();
    }
}
