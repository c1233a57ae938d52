package io.portage.gateway.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.json.JsonReader.MalformedJsonException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonReaderTest {
    private static Json read(String text) throws MalformedJsonException {
        return JsonReader.read(text.getBytes(UTF_8));
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(byte[] bytes) {
        return assertThatThrownBy(() -> JsonReader.read(bytes))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("(expected: ");
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String text) {
        return assertRefused(text.getBytes(UTF_8));
    }

    @Test
    void readWhenEveryKindOfValueThenKept() throws Exception {
        var members = new TreeMap<String, Json>(Map.of(
                "o", new Json.Obj(new TreeMap<>()),
                "a", new Json.Arr(List.of(new Json.Num("1"), new Json.Str("x"))),
                "t", new Json.Bool(true),
                "f", new Json.Bool(false),
                "n", new Json.Null(),
                "s", new Json.Str("ä\"\\/\b\f\n\r\t😀")));
        assertThat(read(" {\"o\":{}, \"a\":[1,\"x\"],\"t\":true,\"f\":false,\"n\":null,"
                        + "\"s\":\"\\u00e4\\\"\\\\\\/\\b\\f\\n\\r\\t\\ud83d\\uDE00\"}\r\n\t "))
                .isEqualTo(new Json.Obj(members));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-0", "1.0", "1", "1e5", "1E+5", "0.10", "-1.5e-300", "1e999999", "12345678901234567890.123"
            })
    void readWhenNumberThenLiteralIsKept(String literal) throws Exception {
        assertThat(read(literal)).isEqualTo(new Json.Num(literal));
        assertThat(read("[" + literal + "]")).isEqualTo(new Json.Arr(List.of(new Json.Num(literal))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"ä\":1,\"\\u00E4\":2}",
                "{\"x\":{\"b\":1,\"c\":2,\"b\":3}}",
                "[{\"b\":1,\"b\":1}]",
                "{\"\":1,\"\":2}",
            })
    void readWhenMemberStandsTwiceThenRefused(String text) {
        assertRefused(text).hasMessageContaining("a member that stands there twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "{\"a\":}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "[1,]",
                "[,1]",
                "{} {}",
                "{}x",
                "1 2",
                "{}]",
                "[}",
                "// c\n{}",
                "/* c */{}",
                "{}//",
                "# c\n{}",
                "NaN",
                "[Infinity]",
                "-Infinity",
                "01",
                "[007]",
                "+1",
                "1.",
                ".5",
                "1e",
                "0x10",
                "-",
                "TRUE",
                "nul",
                "undefined",
                "\"a",
                "\"\n\"",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\'\"",
                "\u00a0{}",
                "{}\u0000",
                "\u000b{}",
            })
    void readWhenNotJsonThenRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800x\"",
                "\"\\ude00\\ud83d\"",
                "{\"\\ud800\":1}",
                "\"\\ud83d\\ud83d\\ude00\""
            })
    void readWhenHalfOfASurrogatePairThenRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @CsvSource({
        "22c1a122, overlong a",
        "22c08022, overlong NUL",
        "22e080af22, overlong slash in three bytes",
        "22f08080af22, overlong slash in four bytes",
        "22eda08022, a surrogate",
        "22eda0bdedb88022, a pair of surrogates (CESU-8)",
        "22f490808022, above U+10FFFF",
        "22f5808080 22, no lead byte",
        "22ff22, no lead byte",
        "228022, a continuation byte alone",
        "22c322, a sequence cut short",
        "22e4bd22, a longer sequence cut short",
        "7bc0a27d, an overlong quote for structure",
    })
    void readWhenInvalidUtf8ThenRefused(String hex, String what) {
        var bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatThrownBy(() -> JsonReader.read(bytes)).as(what).isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void readWhenOtherEncodingThenRefused(String charset) {
        assertRefused("{\"a\":1}".getBytes(Charset.forName(charset)));
        assertRefused(" {\"a\":1}".getBytes(Charset.forName(charset)));
        assertRefused("1".getBytes(Charset.forName(charset)));
    }

    @Test
    void readWhenByteOrderMarkThenRefused() {
        assertRefused("\ufeff{}");
        assertRefused(" \ufeff{}");
        assertRefused("{}\ufeff");
    }

    @Test
    void readWhen64LevelsThenReadAndWhen65ThenRefused() throws Exception {
        assertThat(read("[".repeat(64) + "]".repeat(64))).isInstanceOf(Json.Arr.class);
        assertRefused("[".repeat(65) + "]".repeat(65)).hasMessageContaining("deeper than 64 levels");
        assertRefused("{\"a\":".repeat(65) + "1" + "}".repeat(65)).hasMessageContaining("deeper than 64 levels");
        assertRefused("[".repeat(1_000_000));
    }

    @Test
    void readWhenNumberHas100DigitsThenReadAndWhen101ThenRefused() throws Exception {
        assertThat(read("9".repeat(100))).isEqualTo(new Json.Num("9".repeat(100)));
        assertRefused("9".repeat(101)).hasMessageContaining("a number longer than 100 digits");
        assertRefused("[0." + "9".repeat(101) + "]").hasMessageContaining("a number longer than 100 digits");
    }

    @Test
    void readWhen200000TokensThenReadAndWhenMoreThenRefused() throws Exception {
        assertThat(read("[" + "1,".repeat(199_997) + "1]")).isInstanceOf(Json.Arr.class);
        assertRefused("[" + "1,".repeat(199_998) + "1]").hasMessageContaining("more than 200000 tokens");
        assertRefused("{\"a\":[" + "0,".repeat(400_000) + "0]}").hasMessageContaining("more than 200000 tokens");
    }

    @Test
    void readWhenRefusedThenSaysWhereAndNothingOfTheContent() {
        assertRefused("{\n  \"ssn\": secret }")
                .hasMessageStartingWith("line 2, column ")
                .hasMessageNotContaining("secret");
        assertRefused("{\"secret\":1,\"secret\":1}").hasMessageNotContaining("secret");
        assertRefused("{\"secret\":\"\\ud800\"}").hasMessageNotContaining("secret");
    }
}
