package io.portage.bench.micro;

import io.portage.bench.load.Bodies;
import io.portage.gateway.idempotency.Fingerprint;
import io.portage.gateway.json.Json;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What it costs to read a JSON body, and to hash its canonical form. (JMH wants it neither final nor hidden.)
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FingerprintBenchmark {
    @Param({"1024", "32768", "1048576"})
    public int bytes;

    private byte[] body = new byte[0];
    private Json json = new Json.Null();

    @Setup
    public void read() throws MalformedJsonException {
        body = Bodies.json(bytes);
        json = JsonReader.read(body);
    }

    @Benchmark
    public Json readBody() throws MalformedJsonException {
        return JsonReader.read(body);
    }

    @Benchmark
    public Fingerprint fingerprint() {
        return Fingerprint.of(
                new Fingerprint.Subject("order.create", "POST", "/v1/orders", null, "application/json", json, body));
    }
}
