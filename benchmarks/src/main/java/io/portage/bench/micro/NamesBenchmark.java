package io.portage.bench.micro;

import io.portage.gateway.secrecy.Names;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What it costs to hash the name under which a record is found; a mutation does it two or three times.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NamesBenchmark {
    private final Names names = new Names(Keys.RING.naming());
    private final String tenant = "north";
    private final String subject = "0f8b7c6d-3c1e-4f5a-9b2d-7a6e5d4c3b2a";
    private final String key = "019a9f3c-5d2e-7c41-8f3a-2b1c0d9e8f7a";

    @Benchmark
    public String name() {
        return names.of(tenant, subject, key);
    }
}
