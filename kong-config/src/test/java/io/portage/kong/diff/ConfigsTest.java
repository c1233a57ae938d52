package io.portage.kong.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.read.DocumentReader;
import io.portage.kong.read.Node;
import io.portage.kong.read.Source;
import io.portage.kong.read.Unreadable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fields that differ are named, and only those; a value is never.
class ConfigsTest {
    private static Node node(String yaml) throws Unreadable {
        return DocumentReader.read(new Source("c", yaml.getBytes(StandardCharsets.UTF_8)))
                .root();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{a: 1} | {a: 1} | ",
                "{a: 1} | {a: 2} | a",
                "{a: 1} | {a: '1'} | a",
                "{a: x} | {a: 'x'} | ",
                "{a: 'null'} | {a: null} | a",
                "{a: 'true'} | {a: true} | a",
                "{a: 1} | {a: 1, b: {c: 2}} | b.c",
                "{a: 1, b: {c: 2}} | {a: 1} | b.c",
                "{b: {c: 2, d: 3}} | {b: {d: 3, c: 2}} | ",
                "{b: {c: s3cret}, a: 1} | {b: {c: s4cret}, a: 2} | a,b.c",
                "{a: [x, y]} | {a: [y, x]} | a",
                "{a: [{b: 1}]} | {a: [{b: 2}]} | a"
            })
    void differencesThenNamesOfFieldsAlone(String was, String is, @Nullable String names) throws Unreadable {
        assertThat(String.join(",", Configs.differences(node(was), node(is)))).isEqualTo(names == null ? "" : names);
    }
}
