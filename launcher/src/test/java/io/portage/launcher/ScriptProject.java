package io.portage.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// A project as small as `./portage` can be tried in: its folders, and a Maven that writes down what it was asked.
final class ScriptProject {
    private static final String MAVEN = """
            #!/usr/bin/env bash
            echo "$JAVA_HOME: $*" >> "$(dirname "$0")/asked"
            cd "$(dirname "$0")"
            [[ -f broken ]] && exit 1
            echo "$MAVEN_OPTS" > maven-options
            mkdir -p launcher/target/lib bff-gateway/target benchmarks/target kong-config/target
            cp echo.jar kong-config/target/portage-kong.jar
            cp echo.jar launcher/target/launcher.jar
            cp echo.jar bff-gateway/target/bff-gateway.jar
            touch benchmarks/target/benchmarks.jar
            """;
    static final Path SETTLE_HELP = Path.of("../bff-gateway/src/main/resources/help/settle.txt");
    static final Path KONG_HELP = Path.of("../kong-config/src/main/resources/help/kong.txt");
    private final Path folder;

    ScriptProject(Path folder) throws IOException {
        this.folder = folder;
        for (var module : List.of("sync-contract", "stubs", "bff-gateway", "launcher", "benchmarks", "kong-config")) {
            Files.createDirectories(folder.resolve(module + "/src/main/java"));
            Files.createFile(folder.resolve(module + "/pom.xml"));
        }
        Files.createFile(folder.resolve("pom.xml"));
        Files.copy(Path.of("../portage"), folder.resolve("portage"), StandardCopyOption.COPY_ATTRIBUTES);
        var help = Files.createDirectories(folder.resolve("launcher/src/main/resources/help"));
        for (var verb : List.of("portage", "up", "demo", "chaos", "bench", "test")) {
            Files.writeString(help.resolve(verb + ".txt"), Main.help(verb));
        }
        var gatewayHelp = Files.createDirectories(folder.resolve("bff-gateway/src/main/resources/help"));
        Files.copy(SETTLE_HELP, gatewayHelp.resolve("settle.txt"));
        var kongHelp = Files.createDirectories(folder.resolve("kong-config/src/main/resources/help"));
        Files.copy(KONG_HELP, kongHelp.resolve("kong.txt"));
        Files.createDirectories(folder.resolve("kong-config/kong"));
        Files.createDirectories(folder.resolve("kong-config/plugins"));
        Files.writeString(folder.resolve("mvnw"), MAVEN);
        Files.setPosixFilePermissions(folder.resolve("mvnw"), PosixFilePermissions.fromString("rwxr-xr-x"));
        echoJar();
    }

    private void echoJar() throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Path.of("target/test-classes").toUri().toString());
        try (var out = Files.newOutputStream(folder.resolve("echo.jar"));
                var jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }

    /// How often Maven ran, and with what.
    List<String> askedOfMaven() throws IOException {
        var asked = folder.resolve("asked");
        return Files.exists(asked) ? Files.readAllLines(asked) : List.of();
    }

    Path file(String path) {
        return folder.resolve(path);
    }

    /// What the script printed, and how it ended.
    record Outcome(int exit, String output, String errors) {}

    Outcome portage(String... arguments) throws IOException, InterruptedException {
        return portage(Map.of("JAVA_HOME", System.getProperty("java.home")), arguments);
    }

    /// The same where nobody gave it a standard input, as some schedulers do.
    Outcome portageWithoutInput(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of(
                "bash",
                "-c",
                "exec \"$@\" <&-",
                "bash",
                folder.resolve("portage").toString()));
        command.addAll(List.of(arguments));
        return run(Map.of("JAVA_HOME", System.getProperty("java.home")), command);
    }

    Outcome portage(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of(folder.resolve("portage").toString()));
        command.addAll(List.of(arguments));
        return run(environment, command);
    }

    private Outcome run(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        var errors = folder.resolve("errors");
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        var input = folder.resolve("input");
        if (Files.exists(input)) {
            builder.redirectInput(input.toFile());
        }
        var process = builder.start();
        var output = process.inputReader().readAllAsString();
        return new Outcome(process.waitFor(), output, Files.readString(errors));
    }
}
