package io.portage.kong.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The specs of a rock as tests, run in LuaJIT.
final class Rock {
    static final Path HEADER_GUARD = Path.of("plugins/header-guard");

    private Rock() {}

    /// One test for each `it` of each spec.
    static Stream<DynamicTest> specs(Path directory) {
        try {
            var files = PluginFiles.of(directory);
            var sandbox = new Sandbox(Support.with(files.modules()), 0);
            return files.specs().stream()
                    .flatMap(spec -> sandbox.run("spec", PluginFiles.module(spec)).stream()
                            .map(result -> test(spec, result)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DynamicTest test(String spec, List<String> result) {
        return DynamicTest.dynamicTest(
                result.getFirst(), () -> assertThat(result.getLast()).as(spec).isEmpty());
    }
}
