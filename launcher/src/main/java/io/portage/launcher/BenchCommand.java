package io.portage.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./portage bench`: what the idempotency engine, the verification of tokens and bursts cost, measured in a process of
/// its own.
@Command(name = "bench")
final class BenchCommand implements Callable<Integer> {
    private static final List<String> SUBJECTS = List.of("engine", "bearer", "burst", "phones", "micro");

    /// Unlike the launcher, it is not short-lived: what it sends with should not be what slows it down.
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    @Parameters(paramLabel = "SUBJECT", arity = "0..1")
    private String subject = "engine";

    @Option(names = "--seconds", paramLabel = "N")
    private @Nullable String seconds;

    @Option(names = "--rounds", paramLabel = "N")
    private String rounds = "5";

    @Option(names = "--rate", paramLabel = "N")
    private String rate = "200";

    @Option(names = "--phones", paramLabel = "N")
    private String phones = "10000";

    @Option(names = "--seed", paramLabel = "N")
    private String seed = "1";

    @Option(names = "--set", paramLabel = "NAME=VALUE")
    private List<String> settings = List.of();

    @Option(names = "--json", paramLabel = "FILE")
    private @Nullable Path json;

    @Option(names = "--smoke")
    private boolean smoke;

    @Option(
            names = {"--help", "-h"},
            help = true)
    private boolean help;

    @Override
    public Integer call() throws InterruptedException {
        if (help) {
            System.out.print(Main.help("bench"));
            return 0;
        }
        return run(command(ProjectHome.find()));
    }

    /// Ends with this process, and this process with it.
    private static int run(List<String> command) throws InterruptedException {
        try {
            var bench = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(bench::destroy, "ending"));
            return bench.waitFor();
        } catch (IOException e) {
            throw new LaunchFailure("the benchmark could not be started: " + e.getMessage());
        }
    }

    private List<String> command(Path home) {
        if (!SUBJECTS.contains(subject)) {
            throw new WrongOption("bench", subject, "engine, bearer, burst, phones or micro");
        }
        var options = options(home);
        var jar = home.resolve("benchmarks/target/benchmarks.jar");
        if (!Files.isRegularFile(jar)) {
            throw new LaunchFailure(jar + " is missing (expected: the built benchmarks)");
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        var otherGateway = System.getProperty("portage.gateway.jar");
        if (otherGateway != null) {
            command.add("-Dportage.gateway.jar=" + otherGateway);
        }
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(options);
        return command;
    }

    private List<String> options(Path home) {
        var each = seconds == null ? (subject.equals("micro") ? "1" : "5") : seconds;
        var options = new ArrayList<>(List.of(
                subject,
                "--home=" + home,
                "--seconds=" + OptionValues.number("--seconds", each, 1, 60),
                "--rounds=" + OptionValues.number("--rounds", rounds, 1, 100),
                "--rate=" + OptionValues.number("--rate", rate, 1, 10_000),
                "--phones=" + OptionValues.number("--phones", phones, 20, 20_000),
                "--seed=" + OptionValues.number("--seed", seed)));
        settings.forEach(setting -> options.add("--set=" + OptionValues.setting("--set", setting)));
        if (json != null) {
            options.add("--json=" + json.toAbsolutePath());
        }
        if (smoke) {
            options.add("--smoke");
        }
        return options;
    }
}
