package io.portage.bench.micro;

import io.portage.bench.engine.RedisServer;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.problem.StoreUnavailableException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// How long claim and completion take on a Redis of this machine, one mutation after the other: two round trips, and
/// one for a replay. (JMH wants it neither final nor hidden.)
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RedisStoreBenchmark {
    private static final int ATTEMPTS = 20;

    @Param({"1024", "32768"})
    public int bytes;

    private Mutations mutations = new Mutations(1_024);
    private @Nullable RedisServer redis;
    private @Nullable OpenedStore opened;

    @Setup
    public void start() throws IOException, InterruptedException {
        WarmCipher.sealed();
        mutations = new Mutations(bytes);
        redis = RedisServer.start(RedisServer.program().orElseThrow());
        opened = new OpenedStore(
                "redis",
                Map.of("portage.redis.url", redis.url().toString(), "portage.redis.timeout", "PT10S"),
                InstantSource.system());
        connect();
    }

    /// A first call may take longer than a caller waits.
    private void connect() {
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                claimAndComplete();
                return;
            } catch (StoreUnavailableException | IllegalStateException _) {
                // asked again
            }
        }
    }

    /// Lest Redis fill the memory.
    @Setup(Level.Iteration)
    public void forget() throws IOException {
        running().forget();
        claimAndComplete();
    }

    private RedisServer running() {
        if (redis == null) {
            throw new IllegalStateException("no Redis (expected: started)");
        }
        return redis;
    }

    @TearDown
    public void close() {
        if (opened != null) {
            opened.close();
        }
        running().close();
    }

    @Benchmark
    public boolean claimAndComplete() {
        if (opened == null) {
            throw new IllegalStateException("no store (expected: opened)");
        }
        return mutations.next(opened.store());
    }

    @Benchmark
    public Claim replay() {
        if (opened == null) {
            throw new IllegalStateException("no store (expected: opened)");
        }
        return mutations.replay(opened.store());
    }
}
