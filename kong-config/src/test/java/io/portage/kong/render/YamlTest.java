package io.portage.kong.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What is written is what is read.
final class YamlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain", "yes", "No", "ON", "y", "null", "~", "", " ", "12", "1e3", "12:30:45", "0x1f", "a: b", "a #b",
                "- a", "'", "it's", "\"", "{a}", "[a", "*a", "&a", "!a", "%s", "@a", "`a", "a,b", "~/v1/orders$", "é",
                "${{ env \"DECK_X\" }}", "two\nlines", "two\nlines\n", " two\n lines\n", "end\n\n",
                        "tab\tand\\ \"\u0007\n", "\u0085", "\\.", "2026-11-20", "<<", "="
            })
    void writeWhenAnyTextThenItIsReadAsTheSame(String text) {
        var tree =
                new Tree().put("single", text).put("list", List.of(text, text)).put(text.isBlank() ? "k" : text, 1);
        assertThat(read(Yaml.write(tree)).fields()).isEqualTo(tree.fields());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "No", "on", "Off", "y", "N", "true", "12", "12:30", "1_000", ".5", "=", "<<", "~"})
    void writeWhenAnOldReaderWouldSeeAnotherTypeThenItIsQuoted(String text) {
        assertThat(Yaml.write(new Tree().put("k", text))).isEqualTo("k: '" + text + "'\n");
    }

    @Test
    void writeWhenNestedThenBlocks() {
        var inner =
                new Tree().put("a", 1).put("b", new Tree().put("c", List.of()).put("d", new Tree()));
        assertThat(Yaml.write(new Tree().put("list", List.of(inner, inner)))).isEqualTo("""
                list:
                  - a: 1
                    b:
                      c: []
                      d: {}
                  - a: 1
                    b:
                      c: []
                      d: {}
                """);
    }

    private static Tree read(String yaml) {
        return Tree.of(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }
}
