package io.portage.contracttests.world;

import static org.awaitility.Awaitility.await;

import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/// The gateway's executable jar as a child process on free ports.
public final class GatewayProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final int port;
    private final int managementPort;
    private final Process process;
    private final StringBuffer log = new StringBuffer();

    private GatewayProcess(int port, int managementPort, List<String> command) throws IOException {
        this.port = port;
        this.managementPort = managementPort;
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        // a run that is interrupted must not leave its gateways behind
        Runtime.getRuntime().addShutdownHook(new Thread(this::terminate));
        Thread.ofVirtual().start(this::readLog);
    }

    /// Starts a gateway and returns when it is ready.
    ///
    /// @param properties its settings
    /// @param classPath folders whose classes join the gateway's own; usually none
    public static GatewayProcess start(Map<String, String> properties, List<Path> classPath) {
        try {
            int port = port(properties);
            int managementPort = ChildProcess.freePort();
            var command = command(classPath);
            properties.forEach((name, value) -> command.add("--" + name + "=" + value));
            if (!properties.containsKey("server.port")) {
                command.add("--server.port=" + port);
            }
            command.add("--management.server.port=" + managementPort);
            var gateway = new GatewayProcess(port, managementPort, command);
            gateway.awaitReady();
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The one that somebody has to know beforehand, or any.
    private static int port(Map<String, String> properties) throws IOException {
        var chosen = properties.get("server.port");
        return chosen == null ? ChildProcess.freePort() : Integer.parseInt(chosen);
    }

    static List<String> command(List<Path> classPath) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jar = System.getProperty("portage.gateway.jar", "../bff-gateway/target/bff-gateway.jar");
        var command = new ArrayList<>(List.of(java, "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        if (classPath.isEmpty()) {
            command.addAll(List.of("-jar", jar));
        } else {
            var path = classPath.stream().map(Path::toString).collect(Collectors.joining(","));
            command.addAll(List.of("-Dloader.path=" + path, "-cp", jar, LAUNCHER));
        }
        return command;
    }

    private void awaitReady() {
        try {
            await().atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> !process.isAlive() || isReady());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("gateway not ready after " + START + ":\n" + log, e);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("gateway ended with " + process.exitValue() + ":\n" + log);
        }
    }

    private boolean isReady() {
        try {
            return RawClient.send(managementPort, Request.of("GET", "/actuator/health/readiness"))
                            .status()
                    == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private void readLog() {
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.append(line).append('\n');
            }
        } catch (IOException e) {
            log.append(e).append('\n');
        }
    }

    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    /// What it has logged so far.
    public String log() {
        return log.toString();
    }

    /// Asks the process to end as an orchestrator would, with SIGTERM.
    public void terminate() {
        // by its handle: `Process.destroy` would also cut off the log
        process.toHandle().destroy();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        if (!ChildProcess.end(process, STOP)) {
            throw new IllegalStateException("gateway still runs " + STOP + " after SIGTERM:\n" + log);
        }
    }
}
