package io.portage.bench.micro;

import io.portage.bench.engine.RedisServer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs the benchmarks of this package under JMH, which prints what it does and a table at the end.
public final class MicroBench {
    private static final TimeValue A_MOMENT = TimeValue.milliseconds(20);

    private MicroBench() {}

    /// @param seconds of each iteration
    /// @param rounds iterations that count
    /// @param smoke each benchmark once and briefly, in this process; the numbers mean nothing
    /// @return whether every benchmark ran
    public static boolean run(int seconds, int rounds, boolean smoke, @Nullable Path json) throws RunnerException {
        var options = new OptionsBuilder()
                .include(MicroBench.class.getPackageName() + "\\..*")
                .shouldFailOnError(true);
        if (RedisServer.program().isEmpty()) {
            System.err.println("bench: skipping RedisStoreBenchmark: " + RedisServer.ABSENT);
            options.exclude(RedisStoreBenchmark.class.getName());
        }
        if (json != null) {
            options.result(json.toString()).resultFormat(ResultFormatType.JSON);
        }
        var results = new Runner((smoke ? brief(options) : thorough(options, seconds, rounds)).build()).run();
        return !results.isEmpty();
    }

    private static ChainedOptionsBuilder thorough(ChainedOptionsBuilder options, int seconds, int rounds) {
        return options.forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(rounds)
                .measurementTime(TimeValue.seconds(seconds));
    }

    private static ChainedOptionsBuilder brief(ChainedOptionsBuilder options) {
        return options.forks(0).warmupIterations(0).measurementIterations(1).measurementTime(A_MOMENT);
    }
}
