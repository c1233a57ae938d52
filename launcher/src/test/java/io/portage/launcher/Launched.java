package io.portage.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The launcher's jar as a process of its own, ended with the test.
final class Launched implements AutoCloseable {
    private static final Path HOME =
            Path.of(System.getProperty("portage.home", "..")).toAbsolutePath().normalize();
    private final Process process;
    private final Path errors;
    private final BufferedReader output;

    private Launched(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.output = process.inputReader();
    }

    static Launched with(Map<String, String> environment, String... arguments) throws IOException {
        var errors = Files.createTempFile("launched", ".err");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dportage.home=" + HOME);
        var otherGateway = System.getProperty("portage.gateway.jar");
        if (otherGateway != null) {
            command.add("-Dportage.gateway.jar=" + otherGateway);
        }
        command.add("-jar");
        command.add(HOME.resolve("launcher/target/launcher.jar").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return new Launched(builder.start(), errors);
    }

    /// The next line of standard output; waits for it.
    String line() throws IOException {
        var line = output.readLine();
        return line == null ? "(end)" : line;
    }

    /// Everything on standard output, up to its end.
    String rest() throws IOException {
        return output.readAllAsString();
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    /// The gateway.
    ProcessHandle child() {
        return process.children().findFirst().orElseThrow();
    }

    List<ProcessHandle> children() {
        return process.children().toList();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// By its handle: what it still writes can then be read.
    void terminate() {
        process.toHandle().destroy();
    }

    void kill() {
        process.toHandle().destroyForcibly();
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the launcher still runs (expected: ended within a minute)");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
