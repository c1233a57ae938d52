package io.portage.bench;

import io.portage.bench.bearer.BearerBench;
import io.portage.bench.burst.BurstBench;
import io.portage.bench.engine.Effort;
import io.portage.bench.engine.EngineBench;
import io.portage.bench.engine.Table;
import io.portage.bench.micro.MicroBench;
import io.portage.bench.phones.PhonesBench;
import io.portage.bench.phones.Scene;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/// The process behind `./portage bench`, which checks what is asked for before it starts this.
@Command(name = "bench")
public final class Bench implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int USAGE_ERROR = 64;

    /// What can be measured.
    enum Subject {
        engine,
        bearer,
        burst,
        phones,
        micro
    }

    @Parameters(paramLabel = "SUBJECT")
    private Subject subject = Subject.engine;

    @Option(names = "--home")
    private Path home = Path.of("");

    @Option(names = "--seconds")
    private int seconds = 5;

    @Option(names = "--rounds")
    private int rounds = 5;

    @Option(names = "--rate")
    private int rate = 200;

    @Option(names = "--phones")
    private int phones = 10_000;

    @Option(names = "--seed")
    private long seed = 1;

    @Option(names = "--set")
    private List<String> settings = List.of();

    @Option(names = "--json")
    private @Nullable Path json;

    @Option(names = "--smoke")
    private boolean smoke;

    public static void main(String[] arguments) {
        var line = new CommandLine(new Bench());
        line.getCommandSpec().exitCodeOnInvalidInput(USAGE_ERROR);
        line.setExecutionExceptionHandler((e, _, _) -> explain(e));
        System.exit(line.execute(arguments));
    }

    private static int explain(Exception e) throws Exception {
        if (e instanceof IOException) {
            // of a file that cannot be written, the message is but its name
            System.err.println("bench: " + (e instanceof FileSystemException ? e : e.getMessage()));
            return FAILED;
        }
        throw e;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RunnerException {
        if (json != null) {
            // now, rather than after ten minutes
            Files.writeString(json, "");
        }
        return switch (subject) {
            case engine -> engine();
            case bearer -> bearer();
            case burst -> burst();
            case phones -> phones();
            case micro -> MicroBench.run(seconds, rounds, smoke, json) ? 0 : FAILED;
        };
    }

    private int bearer() throws IOException, InterruptedException {
        var effort = smoke ? Effort.smoke() : Effort.full(rounds, seconds, rate);
        var report = new BearerBench(home.toAbsolutePath(), effort, System.err).run();
        System.out.print(report.table());
        write(report);
        return report.unexpected() == 0 ? 0 : FAILED;
    }

    private int burst() throws IOException, InterruptedException {
        var effort = smoke ? Effort.smoke() : Effort.full(rounds, seconds, rate);
        var report = new BurstBench(home.toAbsolutePath(), effort, settings(), System.err).run();
        System.out.print(report.table());
        write(report);
        return report.unexpected() == 0 ? 0 : FAILED;
    }

    private int phones() throws IOException, InterruptedException {
        var scene = smoke ? Scene.smoke(seed) : Scene.full(phones, seed);
        var report = new PhonesBench(home.toAbsolutePath(), scene, settings(), System.err).run();
        System.out.print(report.text());
        write(report);
        return report.isAsExpected() ? 0 : FAILED;
    }

    private List<String> settings() {
        return settings.stream().map(setting -> "--" + setting).toList();
    }

    private int engine() throws IOException, InterruptedException {
        var effort = smoke ? Effort.smoke() : Effort.full(rounds, seconds, rate);
        var report = new EngineBench(home.toAbsolutePath(), effort, System.err).run();
        System.out.print(Table.of(report));
        write(report);
        return report.unexpected() == 0 ? 0 : FAILED;
    }

    private void write(Object report) throws IOException {
        if (json != null) {
            var mapper = JsonMapper.builder().build();
            Files.writeString(json, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
        }
    }
}
