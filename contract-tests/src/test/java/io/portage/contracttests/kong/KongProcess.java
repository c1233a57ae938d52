package io.portage.contracttests.kong;

import static org.awaitility.Awaitility.await;

import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.world.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real Kong without a database, with the configuration and the plugins that we ship: the program, or its image.
final class KongProcess implements AutoCloseable {
    private static final Path KONG_CONFIG =
            Path.of("../kong-config").toAbsolutePath().normalize();
    private static final String IMAGE = "kong:3.9";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final int port;
    private final Path log;
    private final Process process;

    private KongProcess(List<String> command, Map<String, String> settings, int port, Path log) throws IOException {
        this.port = port;
        this.log = log;
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(settings);
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        await().atMost(PATIENCE).until(() -> !process.isAlive() || isListening());
        if (!process.isAlive()) {
            throw new IllegalStateException("kong ended: " + log());
        }
    }

    /// Whether the machine has Kong: as a program, or as an image that Docker has already.
    static boolean isInstalled() {
        return isOnPath() || hasImage();
    }

    private static boolean isOnPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kong")));
    }

    private static boolean hasImage() {
        try {
            var look = new ProcessBuilder("docker", "image", "inspect", IMAGE)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return look.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS) && look.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Starts it.
    ///
    /// @param directory where it may write
    /// @param declaration the DB-less file
    static KongProcess start(Path directory, Path declaration) throws IOException {
        int port = ChildProcess.freePort();
        var settings = settings(directory, declaration, port);
        var command = isOnPath() ? List.of("kong", "start", "-c", configuration()) : docker(directory, settings);
        return new KongProcess(command, settings, port, directory.resolve("kong.log"));
    }

    private static String configuration() {
        return KONG_CONFIG.resolve("kong/kong.conf").toString();
    }

    /// What differs from the shipped kong.conf: where things are on this machine.
    private static Map<String, String> settings(Path directory, Path declaration, int port) {
        var settings = new HashMap<>(Map.of(
                "KONG_PREFIX",
                directory.resolve("prefix").toString(),
                "KONG_DECLARATIVE_CONFIG",
                declaration.toString(),
                "KONG_PROXY_LISTEN",
                "127.0.0.1:" + port,
                "KONG_ADMIN_LISTEN",
                "off",
                "KONG_STATUS_LISTEN",
                "off",
                "KONG_NGINX_DAEMON",
                "off",
                "KONG_LUA_PACKAGE_PATH",
                KONG_CONFIG.resolve("plugins/header-guard") + "/?.lua;;"));
        var template = KONG_CONFIG.resolve("kong/problem.json").toString();
        for (var type : List.of("JSON", "HTML", "PLAIN", "XML")) {
            settings.put("KONG_ERROR_TEMPLATE_" + type, template);
        }
        return settings;
    }

    private static List<String> docker(Path directory, Map<String, String> settings) {
        var command = new ArrayList<>(List.of("docker", "run", "--rm", "--network", "host", "--user", "0"));
        for (var folder : List.of(directory, KONG_CONFIG)) {
            command.addAll(List.of("--volume", folder + ":" + folder));
        }
        settings.forEach((name, value) -> command.addAll(List.of("--env", name + "=" + value)));
        command.addAll(List.of(IMAGE, "kong", "start", "-c", configuration()));
        return command;
    }

    private boolean isListening() {
        try (var _ = RawClient.connect(port)) {
            return true;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /// What it has said so far.
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ChildProcess.end(process, PATIENCE);
    }
}
