package io.portage.bench.micro;

import io.portage.gateway.idempotency.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What claim and completion cost in the embedded store, at a steady number of records: its clock runs so fast that as
/// many are forgotten as are made. (JMH wants it neither final nor hidden.)
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EmbeddedStoreBenchmark {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int BYTES = 1_024;

    @Param({"1000", "100000"})
    public int records;

    private final Mutations mutations = new Mutations(BYTES);
    private long mutated;
    private OpenedStore opened = new OpenedStore("embedded", Map.of(), Instant::now);

    @Setup
    public void fill() {
        opened.close();
        long step = KEPT.toMillis() / records;
        opened = new OpenedStore("embedded", Map.of(), () -> Instant.ofEpochMilli(mutated * step));
        for (int i = 0; i < 2 * records; i++) {
            claimAndComplete();
        }
    }

    @TearDown
    public void close() {
        opened.close();
    }

    @Benchmark
    public boolean claimAndComplete() {
        mutated++;
        return mutations.next(opened.store());
    }

    @Benchmark
    public Claim replay() {
        return mutations.replay(opened.store());
    }
}
