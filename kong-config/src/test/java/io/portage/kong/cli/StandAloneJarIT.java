package io.portage.kong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jar by itself, in a folder where nothing of this project is.
class StandAloneJarIT {
    private static final Path JAR = Path.of("target/portage-kong.jar").toAbsolutePath();

    @TempDir
    private Path folder;

    private record Ended(int exit, String output, String errors) {}

    private Ended run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        var errors = folder.resolve("errors");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(it -> it.startsWith("JAVA_TOOL") || it.startsWith("JDK_JAVA"));
        var process = builder.start();
        process.getOutputStream().close();
        var output = process.inputReader().readAllAsString();
        return new Ended(process.waitFor(), output, Files.readString(errors));
    }

    @Test
    void jarThenRendersVerifiesAndExplainsWhatWeShip() throws Exception {
        assertThat(run("render", "--env", "dev", "--target", "dbless", "--out", "kong.yml"))
                .isEqualTo(new Ended(0, "", ""));
        var verified = run("verify", "kong.yml", "--strict");
        assertThat(verified.exit()).as(verified.toString()).isZero();
        assertThat(verified.output()).startsWith("kong.yml: proved").doesNotContain("\u001b");
        assertThat(run("explain", "kong.yml", "--route", "order.create").output())
                .contains("header-guard");
    }

    @Test
    void jarWhenAPluginIsMadeThenLuaRunsFromInsideIt() throws Exception {
        assertThat(run("plugin", "new", "our-audit").exit()).isZero();
        var checked = run("plugin", "check", "kong-plugin-our-audit");
        assertThat(checked).isEqualTo(new Ended(0, "0 errors, 0 warnings, 0 notes\n", ""));
    }

    @Test
    void jarWhenNothingIsThereThenOneMessageAndThree() throws Exception {
        assertThat(run("verify", "nothere.yml").exit()).isEqualTo(3);
        assertThat(run("explain").exit()).isEqualTo(64);
    }
}
