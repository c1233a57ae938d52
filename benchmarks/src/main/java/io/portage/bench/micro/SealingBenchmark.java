package io.portage.bench.micro;

import io.portage.gateway.secrecy.Sealer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What it costs to seal an answer for Redis, and to open it for a repeat. (JMH wants it neither final nor hidden.)
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SealingBenchmark {
    @Param({"1024", "32768", "1048576"})
    public int bytes;

    private final Sealer sealer = new Sealer(Keys.RING, new SecureRandom());
    private final byte[] place = "A".repeat(43).getBytes(StandardCharsets.US_ASCII);
    private byte[] plain = new byte[0];
    private byte[] sealed = new byte[0];

    @Setup
    public void fill() {
        WarmCipher.sealed();
        plain = new byte[bytes];
        sealed = sealer.seal(plain, place);
    }

    @Benchmark
    public byte[] seal() {
        return sealer.seal(plain, place);
    }

    @Benchmark
    public byte[] open() {
        return sealer.open(sealed, place);
    }
}
