package io.portage.bench.engine;

import io.portage.bench.load.Upstream;
import io.portage.stubs.StubWorld;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A gateway as it is deployed, in a process of its own: the runnable jar, on a JVM that may use its second compiler.
final class GatewayProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    /// Room for the records of a whole run, which a gateway in production would not be asked to hold.
    static final List<String> JVM =
            List.of("-Xmx1g", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";
    private static final String ENTRIES = "--portage.embedded.max-entries=2000000";

    private final Process process;
    private final URI address;

    private GatewayProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /// @param store options that choose the store
    static GatewayProcess start(Path jar, StubWorld world, Upstream upstream, Path log, List<String> store)
            throws IOException, InterruptedException {
        return start(jar, world, upstream, log, store, List.of());
    }

    /// @param options more of its settings
    /// @param classPath folders whose classes join its own
    static GatewayProcess start(
            Path jar, StubWorld world, Upstream upstream, Path log, List<String> options, List<Path> classPath)
            throws IOException, InterruptedException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException(jar + " is missing (expected: the built gateway)");
        }
        int port = Ports.free();
        int management = Ports.free();
        var process = new ProcessBuilder(command(launched(jar, classPath), port, management, world, upstream, options))
                .redirectErrorStream(true)
                .redirectOutput(Files.createDirectories(log.getParent())
                        .resolve(log.getFileName())
                        .toFile())
                .start();
        var health = URI.create("http://localhost:" + management + "/actuator/health/readiness");
        Processes.awaitReady("the gateway", process, START, log, () -> isWell(health));
        return new GatewayProcess(process, URI.create("http://localhost:" + port));
    }

    private static List<String> launched(Path jar, List<Path> classPath) {
        if (classPath.isEmpty()) {
            return List.of("-jar", jar.toString());
        }
        var folders = classPath.stream().map(Path::toString).collect(Collectors.joining(","));
        return List.of("-Dloader.path=" + folders, "-cp", jar.toString(), LAUNCHER);
    }

    private static List<String> command(
            List<String> launched, int port, int management, StubWorld world, Upstream upstream, List<String> store) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(launched);
        command.add("--spring.profiles.active=local");
        command.add("--server.port=" + port);
        command.add("--management.server.port=" + management);
        command.add("--portage.local.exit-with-parent=true");
        command.add("--portage.token.issuers[0].url=" + world.issuer());
        command.add("--portage.services.orders.url=" + upstream.address());
        var clock = Path.of(
                System.getProperty("java.io.tmpdir"),
                "portage-clock-" + world.ports().control());
        command.add("--portage.local.clock-file=" + clock);
        command.add(ENTRIES);
        command.addAll(store);
        return command;
    }

    private static boolean isWell(URI health) throws IOException {
        var connection = (HttpURLConnection) health.toURL().openConnection();
        try {
            return connection.getResponseCode() == 200;
        } finally {
            connection.disconnect();
        }
    }

    URI address() {
        return address;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
