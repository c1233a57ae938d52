package io.portage.gateway.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.Fingerprint.Subject;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FingerprintTest {
    private static final long SEED = 20261120;

    private static Fingerprint of(
            String operation, String method, String path, @Nullable String query, @Nullable String type, String body) {
        return Fingerprint.of(new Subject(operation, method, path, query, type, null, body.getBytes(UTF_8)));
    }

    private static Fingerprint ofJson(String text) throws MalformedJsonException {
        var bytes = text.getBytes(UTF_8);
        return Fingerprint.of(new Subject("o", "POST", "/o", null, "application/json", JsonReader.read(bytes), bytes));
    }

    @Test
    void ofWhenSameThenSameSha256() {
        assertThat(of("o", "POST", "/p", "q", "t", "b")).isEqualTo(of("o", "POST", "/p", "q", "t", "b"));
        assertThat(of("o", "POST", "/p", "q", "t", "b").hex()).matches("[0-9a-f]{64}");
    }

    @Test
    void ofWhenAnyPartDiffersThenDiffers() {
        assertThat(List.of(
                        of("o", "POST", "/p", "q", "t", "b"),
                        of("O", "POST", "/p", "q", "t", "b"),
                        of("o", "PUT", "/p", "q", "t", "b"),
                        of("o", "POST", "/P", "q", "t", "b"),
                        of("o", "POST", "/p", "Q", "t", "b"),
                        of("o", "POST", "/p", "", "t", "b"),
                        of("o", "POST", "/p", null, "t", "b"),
                        of("o", "POST", "/p", "q", "T", "b"),
                        of("o", "POST", "/p", "q", "", "b"),
                        of("o", "POST", "/p", "q", null, "b"),
                        of("o", "POST", "/p", "q", "t", "B"),
                        of("o", "POST", "/p", "q", "t", "")))
                .doesNotHaveDuplicates();
    }

    @Test
    void ofWhenTextMovesFromOnePartToTheNextThenDiffers() {
        assertThat(List.of(
                        of("ab", "", "", "", "", ""),
                        of("a", "b", "", "", "", ""),
                        of("a", "", "b", "", "", ""),
                        of("a", "", "", "b", "", ""),
                        of("a", "", "", "", "b", ""),
                        of("a", "", "", "", "", "b"),
                        of("a1:b", "", "", "", "", ""),
                        of("a", "0:b", "", "", "", ""),
                        of("a", "", "", "-:", "b", ""),
                        of("a", "", "", null, "b", "")))
                .doesNotHaveDuplicates();
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                Arguments.of("{\"a\":1,\"b\":2}", "{ \"b\" : 2,\r\n\t\"a\" : 1 }"),
                Arguments.of("{\"a\":\"ä/😀\"}", "{\"\\u0061\":\"\\u00E4\\/\\ud83d\\ude00\"}"),
                Arguments.of("{\"x\":{\"c\":[1,2],\"d\":null}}", "{\"x\":{\"d\":null,\"c\":[ 1 , 2 ]}}"));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void ofWhenJsonIsSpelledDifferentlyThenSame(String one, String other) throws Exception {
        assertThat(ofJson(one)).isEqualTo(ofJson(other));
    }

    @Test
    void ofWhenJsonDiffersOrPlaysWithStructureThenDiffers() throws Exception {
        var documents = List.of(
                "{}",
                "[]",
                "null",
                "\"\"",
                "0",
                "false",
                "true",
                "\"null\"",
                "\"0\"",
                "[null]",
                "[[]]",
                "[{}]",
                "{\"\":{}}",
                "1",
                "1.0",
                "1e0",
                "1.00",
                "10",
                "-0",
                "[1,0]",
                "[10]",
                "[1,[0]]",
                "[[1],0]",
                "[[1,0]]",
                "[\"1\",0]",
                "[1,\"0\"]",
                "{\"a\":\"b\"}",
                "{\"b\":\"a\"}",
                "[\"a\",\"b\"]",
                "[\"ab\"]",
                "[\"a\\\",\\\"b\"]",
                "{\"a\":\"b\",\"c\":\"d\"}",
                "{\"a\":{\"b\":{}}}",
                "{\"a\":{},\"b\":{}}",
                "{\"a\":[{\"b\":1}]}",
                "{\"a\":[],\"b\":1}",
                "[\"1:a\"]",
                "[\"\\\"1:a\"]",
                "\"t\"",
                "\"f\"",
                "\"n\"",
                "[true,false]",
                "[\"tf\"]",
                "\"#1;\"",
                "\"ä\"",
                "\"a\\u0308\"",
                "\"A\"",
                "\"a\"",
                "[2,1]",
                "[1,2]",
                "[12]");
        var seen = new HashMap<Fingerprint, String>();
        for (var document : documents) {
            assertThat(seen.put(ofJson(document), document)).as(document).isNull();
        }
    }

    @Test
    void ofWhenGeneratedJsonIsRespelledThenSameAndWhenChangedThenDiffers() throws Exception {
        var random = new Random(SEED);
        var seen = new HashMap<Fingerprint, RandomJson.Tree>();
        for (int i = 0; i < 3_000; i++) {
            var tree = RandomJson.tree(random, 4);
            var fingerprint = ofJson(RandomJson.spelled(tree, random));
            assertThat(ofJson(RandomJson.spelled(tree, random)))
                    .as("seed %d, document %d", SEED, i)
                    .isEqualTo(fingerprint);
            var before = seen.put(fingerprint, tree);
            assertThat(before == null || before.equals(tree))
                    .as("seed %d, document %d: %s and %s", SEED, i, before, tree)
                    .isTrue();
        }
        assertThat(seen.size()).as("different documents").isGreaterThan(1_000);
    }
}
