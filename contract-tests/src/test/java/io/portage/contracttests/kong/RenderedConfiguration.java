package io.portage.contracttests.kong;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The configuration of the environment `dev`, as `./portage kong render` makes it, for a gateway on another port.
final class RenderedConfiguration {
    private static final String SHIPPED_TARGET = "127.0.0.1:8080";
    private static final String JAR = "../kong-config/target/portage-kong.jar";

    private RenderedConfiguration() {}

    /// Renders it into a directory, with the realm's keys.
    static Path write(Path directory, World world, int gatewayPort) throws IOException {
        var keys = Files.writeString(directory.resolve("jwks.json"), world.publicKeys());
        var rendered = directory.resolve("rendered.yml");
        run(List.of(
                "render",
                "--env",
                "dev",
                "--target",
                "dbless",
                "--jwks",
                keys.toString(),
                "--out",
                rendered.toString()));
        var text = Files.readString(rendered);
        assertThat(text).contains(SHIPPED_TARGET);
        return Files.writeString(
                directory.resolve("kong.yml"), text.replace(SHIPPED_TARGET, "127.0.0.1:" + gatewayPort));
    }

    private static void run(List<String> arguments) throws IOException {
        var jar = Path.of(System.getProperty("portage.kong.jar", JAR))
                .toAbsolutePath()
                .normalize();
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue())
                .as("%s said: %s", command, said)
                .isZero();
    }
}
