package io.portage.kong.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written of a plugin's effects is what its code can do, and can be read again.
class PluginEffectsTest {
    private static final String ACCESS = "kong.service.request.set_header(\"X-Example\", conf.value)";

    @TempDir
    private Path parent;

    private Path directory;

    @BeforeEach
    void write() throws IOException {
        PluginScaffold.write(parent, "p");
        directory = parent.resolve("kong-plugin-p");
    }

    private EffectsFile effects(String access) throws IOException {
        var handler = directory.resolve("kong/plugins/p/handler.lua");
        Files.writeString(handler, Files.readString(handler).replace(ACCESS, access));
        return PluginEffects.of(directory).getFirst();
    }

    @Test
    void ofWhenHelperOfTheRockTouchesHeadersThenItsTouchesCount() throws IOException {
        Files.writeString(
                directory.resolve("kong/plugins/p/helper.lua"),
                "return function() kong.service.request.clear_header('Authorization') end\n");

        var effects = effects("require(\"kong.plugins.p.helper\")()");

        assertThat(effects.opaque()).isFalse();
        assertThat(effects.effects())
                .containsExactly(new DeclaredEffect("Authorization", "clear", "any", "kong/plugins/p/helper.lua:1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kong.service.request.set_header(conf.header, 1)",
                "require('kong.plugins.other.helper').run(conf)",
                "require(conf.module)()"
            })
    void ofWhenCodeCannotBeFollowedThenOpaqueWithPlace(String access) throws IOException {
        var effects = effects(access);

        assertThat(effects.opaque()).isTrue();
        assertThat(effects.reasons()).first().asString().startsWith("kong/plugins/p/handler.lua:12 ");
    }

    @Test
    void ofWhenChangeIsGuardedThenTheFileSaysSo() throws IOException {
        var effects = effects("if not kong.request.get_header('X-Correlation-Id') then "
                + "kong.service.request.set_header('X-Correlation-Id', conf.value) end "
                + "kong.service.request.set_header('X-Tag-' .. conf.value, '1')");
        Files.writeString(directory.resolve("p" + EffectsFile.SUFFIX), effects.text());

        assertThat(EffectsReader.readAll(directory)).singleElement().satisfies(read -> {
            assertThat(read.opaque()).isFalse();
            assertThat(read.effects())
                    .extracting(it -> it.effect() + " " + it.header())
                    .containsExactly("mint X-Correlation-Id", "set X-Tag-*");
        });
    }

    @Test
    void ofWhenPriorityDependsOnTheMachineThenOpaque() throws IOException {
        var handler = directory.resolve("kong/plugins/p/handler.lua");
        var text = Files.readString(handler).replace("850", "tonumber(kong.configuration.priority)");
        Files.writeString(handler, text);

        assertThat(PluginEffects.of(directory).getFirst().opaque()).isTrue();
    }

    @Test
    void readWhenWrittenThenTheSame() throws IOException {
        var effects = PluginEffects.of(directory).getFirst();

        Files.writeString(directory.resolve("x" + EffectsFile.SUFFIX), effects.text());

        assertThat(EffectsReader.readAll(directory)).containsExactly(effects);
    }

    @Test
    void textWhenReasonsAreOddThenPlainAndReadAgain() throws IOException {
        var reason = "handler.lua:1 loads \"C:\\x\" ü\n";
        var effects = new EffectsFile("p", "1", OptionalInt.of(-5), List.of(), true, List.of(reason));
        assertThat(effects.text()).matches("[\\x20-\\x7e\\n]+");

        Files.writeString(directory.resolve("x" + EffectsFile.SUFFIX), effects.text());

        assertThat(EffectsReader.readAll(directory)).containsExactly(effects);
    }

    @Test
    void readWhenTwoFilesSpeakOfOnePluginThenRefused() throws IOException {
        Files.writeString(directory.resolve("a.effects.yml"), "plugin: p\nversion: '1'\nopaque: true");
        Files.writeString(directory.resolve("b.effects.yml"), "plugin: p\nversion: '1'\nopaque: false");

        assertThatThrownBy(() -> EffectsReader.readAll(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("b.effects.yml: plugin: p, declared by another file here, too (expected: one file"
                        + " for each plugin)");
    }

    @Test
    void readWhenOpaqueIsNotSaidThenItIs() throws IOException {
        Files.writeString(directory.resolve("a.effects.yml"), "plugin: p\nversion: '1'");

        assertThat(EffectsReader.readAll(directory).getFirst().opaque()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "plugin: p\nversion: '1'\nopaque: false\nsurprise: 1",
                "plugin: p\nversion: '1'\nopaque: false\neffects: [{header: X, effect: sets}]",
                "plugin: p\nversion: '1'\nopaque: false\neffects: {}",
                "plugin: p\nversion: '1'\nopaque: yes",
                "plugin: p\nversion: '1'\nopaque: 'false'",
                "plugin: p\nversion: '1'\nopaque: 0",
                "plugin: p\nversion: '1'\nopaque: false\npriority: high",
                "plugin: p\nversion: '1'\nopaque: false\npriority: 8.5",
                "plugin: ' '\nversion: '1'",
                "version: '1'",
                "plugin: [",
                ""
            })
    void readWhenFileIsNoneThenSaysWhichAndWhy(String text) throws IOException {
        Files.writeString(directory.resolve("x.effects.yml"), text);

        assertThatThrownBy(() -> EffectsReader.readAll(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x.effects.yml");
    }

    @Test
    void readWhenNothingIsSaidOfOpacityThenOpaque() throws IOException {
        Files.writeString(directory.resolve("x.effects.yml"), "plugin: p\nversion: 1.0.0\n");

        assertThat(EffectsReader.readAll(directory)).singleElement().matches(EffectsFile::opaque);
    }
}
