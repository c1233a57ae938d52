package io.portage.kong.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Programs of the Lua world that a machine may have.
final class LuaTools {
    private LuaTools() {}

    /// Runs a program in a directory and expects it to find nothing; skipped by name where it is not there.
    static void assertClean(Path directory, String... command) throws IOException {
        Assumptions.assumeTrue(isOnPath(command[0]), command[0] + " is not on the PATH");
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue())
                .as("%s said: %s", List.of(command), said)
                .isZero();
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
