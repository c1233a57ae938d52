package io.portage.kong.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A new plugin must pass its own checks and specs before anybody has touched it.
class PluginScaffoldTest {
    @TempDir
    private Path parent;

    private Path directory;

    @BeforeEach
    void write() throws IOException {
        PluginScaffold.write(parent, "my-plugin");
        directory = parent.resolve("kong-plugin-my-plugin");
    }

    @TestFactory
    Stream<DynamicTest> specs() {
        return Rock.specs(directory);
    }

    @Test
    void specsWhenWrittenThenThereAreSome() {
        assertThat(Rock.specs(directory).count()).isEqualTo(4);
    }

    @Test
    void checkWhenWrittenThenNothingIsFound() throws IOException {
        assertThat(PluginCheck.of(directory)).isEmpty();
    }

    @Test
    void effectsWhenWrittenThenNamesTheHeaderItSets() throws IOException {
        assertThat(PluginEffects.of(directory)).singleElement().satisfies(effects -> {
            assertThat(effects.plugin()).isEqualTo("my-plugin");
            assertThat(effects.version()).isEqualTo("0.1.0");
            assertThat(effects.priority()).isEqualTo(OptionalInt.of(850));
            assertThat(effects.opaque()).isFalse();
            assertThat(effects.effects())
                    .containsExactly(
                            new DeclaredEffect("X-Example", "set", "access", "kong/plugins/my-plugin/handler.lua:12"));
        });
    }

    @Test
    void luacheckWhenInstalledThenFindsNothing() throws IOException {
        LuaTools.assertClean(directory, "luacheck", "--no-cache", ".");
        LuaTools.assertClean(directory, "luarocks", "lint", "kong-plugin-my-plugin-0.1.0-1.rockspec");
    }

    @Test
    void writeWhenDirectoryExistsThenNothingIsOverwritten() {
        assertThatThrownBy(() -> PluginScaffold.write(parent, "my-plugin"))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("a new directory is expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "My", "a_b", "a--b", "-a", "a/b", "../a", "jwt", "cors"})
    void writeWhenNameCannotBeAPluginsThenRefused(String name) {
        assertThatThrownBy(() -> PluginScaffold.write(parent, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected:");
    }
}
