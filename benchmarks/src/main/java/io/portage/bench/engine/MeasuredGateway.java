package io.portage.bench.engine;

import io.portage.bench.load.Upstream;
import io.portage.stubs.StubWorld;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A gateway whose CPU time is read, for other benchmarks than that of the engine.
public final class MeasuredGateway implements AutoCloseable {
    private final GatewayProcess gateway;

    private MeasuredGateway(GatewayProcess gateway) {
        this.gateway = gateway;
    }

    /// @param subject what is measured, which its log is named after
    /// @param options more of its settings
    /// @param classes folders whose classes join its own
    public static MeasuredGateway start(
            Path home, String subject, StubWorld world, Upstream upstream, List<String> options, List<Path> classes)
            throws IOException, InterruptedException {
        var said = System.getProperty("portage.gateway.jar");
        var jar = said == null ? home.resolve("bff-gateway/target/bff-gateway.jar") : Path.of(said);
        var log = home.resolve("target/bench-gateway-" + subject + ".log");
        return new MeasuredGateway(GatewayProcess.start(jar, world, upstream, log, options, classes));
    }

    public URI address() {
        return gateway.address();
    }

    /// What it has used up so far.
    public Duration cpu() {
        return Processes.cpu(gateway.process());
    }

    @Override
    public void close() {
        gateway.close();
    }
}
