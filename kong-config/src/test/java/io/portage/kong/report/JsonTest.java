package io.portage.kong.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is written is JSON for every reader, whatever is in it.
class JsonTest {
    @ParameterizedTest
    @CsvSource({
        "8, \\u0008",
        "127, \\u007f",
        "8232, \\u2028",
        "8233, \\u2029",
        "55296, \\ud800",
        "57343, \\udfff",
        "34, \\\"",
        "92, \\\\",
        "10, \\n",
        "228, ä"
    })
    void writeWhenACharacterIsSpecialThenEscaped(int character, String written) {
        assertThat(Json.write("a" + (char) character + "b")).isEqualTo("\"a" + written + "b\"\n");
    }

    @Test
    void writeWhenACharacterIsOfTwoHalvesThenWhole() {
        assertThat(Json.write("😀")).isEqualTo("\"😀\"\n");
        assertThat(Json.write("😀\ud83d")).isEqualTo("\"😀\\ud83d\"\n");
    }

    @Test
    void writeWhenItIsShortThenOnOneLine() {
        assertThat(Json.write(Json.object("a", 1, "b", List.of(), "c", null, "d", true)))
                .isEqualTo("{\"a\": 1, \"b\": [], \"c\": null, \"d\": true}\n");
        assertThat(Json.write(Json.object("a", "x".repeat(120))))
                .startsWith("{\n  \"a\": ")
                .endsWith("\n}\n");
    }
}
