package io.portage.gateway.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.upstream.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers as members of an object on one line.
final class AnswerJsonTest {
    private static String body(String type, byte[] body) {
        var answer = new Answer(201, List.of(Map.entry("Content-Type", type)), body);
        var text = new String(AnswerJson.object(json -> json.answer(answer)), UTF_8);
        assertThat(text).doesNotContain("\n", "\r");
        return text.substring(text.indexOf("\"body\":") + "\"body\":".length(), text.length() - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1.50,\"a\":[null,true]}",
                "  [ 1 ,2]",
                "\"\\ud800\"",
                "7",
                "{\"deep\":{\"er\":\"\u00e9\u2028\"}}"
            })
    void bodyWhenJsonThenAsItCame(String json) {
        assertThat(body("application/json", json.getBytes(UTF_8))).isEqualTo(json);
        assertThat(body("application/problem+json; charset=utf-8", json.getBytes(UTF_8)))
                .isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1", "{} {}", "{'a':1}", "\"\\x\"", " ", "nul", "01"})
    void bodyWhenItOnlyClaimsToBeJsonThenText(String claimed) {
        var text = '"' + claimed.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        assertThat(body("application/json", claimed.getBytes(UTF_8))).isEqualTo(text);
    }

    @Test
    void bodyWhenLinesBreakThenOnlyBetweenTokens() {
        assertThat(body("application/json", "{\r\n\t\"a\": \"\\n\"\n}".getBytes(UTF_8)))
                .isEqualTo("{\t\"a\": \"\\n\"}");
        assertThat(body("text/plain", "a\nb".getBytes(UTF_8))).isEqualTo("\"a\\nb\"");
    }

    @Test
    void bodyWhenNoTextThenBase64AndSaidSo() {
        assertThat(body("application/json", new byte[] {(byte) 0xff}))
                .isEqualTo("\"/w==\",\"bodyEncoding\":\"base64\"");
        assertThat(body("application/json", new byte[0])).isEqualTo("null");
    }

    @Test
    void headersWhenANameHasSeveralLinesThenOneValueAndNothingOfTheConnection() {
        var answer = new Answer(
                201,
                List.of(
                        Map.entry("Link", "<a>"),
                        Map.entry("Set-Cookie", "a=b"),
                        Map.entry("link", "<b>"),
                        Map.entry("Content-Length", "7"),
                        Map.entry("Idempotency-Status", "executed"),
                        Map.entry("Vary", "Origin")),
                new byte[0]);
        assertThat(new String(AnswerJson.object(json -> json.answer(answer)), UTF_8))
                .isEqualTo("{\"status\":201,\"idempotencyStatus\":\"executed\",\"headers\":{\"Link\":\"<a>, <b>\"},"
                        + "\"body\":null}");
        assertThat(new String(AnswerJson.object(json -> json.answer("response", answer)), UTF_8))
                .isEqualTo("{\"response\":{\"status\":201,\"headers\":{\"Link\":\"<a>, <b>\"},\"body\":null}}");
    }
}
