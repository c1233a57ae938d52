package io.portage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The benchmarks' jar as a process of its own, as `./portage bench` starts it.
final class BenchProcess {
    private static final Path HOME =
            Path.of(System.getProperty("portage.home", "..")).toAbsolutePath().normalize();

    private BenchProcess() {}

    /// What it printed, and how it ended.
    record Outcome(int exit, String output, String errors) {}

    static Outcome run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var errors = Files.createTempFile("bench-", ".err");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "--sun-misc-unsafe-memory-access=allow", "-XX:TieredStopAtLevel=1"));
        var otherGateway = System.getProperty("portage.gateway.jar");
        if (otherGateway != null) {
            command.add("-Dportage.gateway.jar=" + otherGateway);
        }
        command.addAll(
                List.of("-jar", HOME.resolve("benchmarks/target/benchmarks.jar").toString()));
        command.addAll(List.of(arguments));
        command.add("--smoke");
        if (List.of(arguments).stream().noneMatch(argument -> argument.startsWith("--home"))) {
            command.add("--home=" + HOME);
        }
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            var output = process.inputReader().readAllAsString();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it still runs (expected: ended when its output did)");
            }
            return new Outcome(process.exitValue(), output, Files.readString(errors));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(errors);
        }
    }
}
