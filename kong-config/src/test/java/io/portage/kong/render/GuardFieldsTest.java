package io.portage.kong.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is set of the guard plugins is in their schemas.
final class GuardFieldsTest {
    private static final Path PLUGINS = Path.of("plugins/header-guard/kong/plugins");

    @ParameterizedTest
    @ValueSource(strings = {"header-guard", "header-guard-exit"})
    void renderWhenAGuardIsConfiguredThenItsSchemaHasTheFields(String plugin) throws IOException {
        var schema = Files.readString(PLUGINS.resolve(plugin).resolve("schema.lua"));
        for (var environment : Environment.values()) {
            var config = Rendered.named(
                            Rendered.tree(environment, Target.DBLESS).trees("plugins"), plugin)
                    .tree("config");
            assertThat(config.text("mode")).isEqualTo("enforce");
            assertThat(config.fields().keySet())
                    .allSatisfy(name -> assertThat(schema).contains("{ " + name + " = {"));
        }
    }
}
