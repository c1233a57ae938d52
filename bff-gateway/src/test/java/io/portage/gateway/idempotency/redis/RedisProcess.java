package io.portage.gateway.idempotency.redis;

import static io.portage.gateway.idempotency.redis.Eventually.eventually;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/// A real Redis of this machine for one test: the one on the `PATH`, or else the one that a test library carries. It
/// can be frozen, killed and started again where it was.
public final class RedisProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final String CONFIGURATION = "redis.conf";

    private final Path folder;
    private final int port;
    private final List<String> command;
    private Process process;

    private RedisProcess(Path folder, int port, List<String> command) throws IOException {
        this.folder = folder;
        this.port = port;
        this.command = command;
        this.process = run();
    }

    /// @param settings lines of `redis.conf`; of two on one subject the later one holds
    public static RedisProcess start(String... settings) {
        return startAt(freePort(), List.of(), settings);
    }

    /// The Redis 6 that a test library carries, for what the one on the `PATH` says in other words.
    static RedisProcess startSix(String... settings) {
        return startAt(carried(), freePort(), List.of(), settings);
    }

    /// @param arguments what follows the configuration file on the command line
    static RedisProcess startAt(int port, List<String> arguments, String... settings) {
        return startAt(onPath().findFirst().orElseGet(RedisProcess::carried), port, arguments, settings);
    }

    private static RedisProcess startAt(Path executable, int port, List<String> arguments, String... settings) {
        try {
            var folder = Files.createTempDirectory("redis-");
            var lines = new ArrayList<>(List.of("bind 127.0.0.1", "port " + port, "dir " + folder));
            if (arguments.isEmpty()) {
                lines.addAll(List.of("save \"\"", "appendonly no"));
            }
            lines.addAll(List.of(settings));
            Files.write(folder.resolve(CONFIGURATION), lines);
            var command = new ArrayList<>(
                    List.of(executable.toString(), folder.resolve(CONFIGURATION).toString()));
            command.addAll(arguments);
            var redis = new RedisProcess(folder, port, command);
            redis.awaitReady();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    public int port() {
        return port;
    }

    /// Where Redis keeps its files.
    Path folder() {
        return folder;
    }

    RedisWire connect() {
        return new RedisWire(port);
    }

    /// Asks it one thing, over a connection of its own.
    public Object ask(String... words) {
        try (var wire = connect()) {
            return wire.ask(words);
        }
    }

    /// From now on it takes connections and bytes, as a frozen process does, and answers nothing.
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /// Starts it again, on the same port and the same files, and waits until it has read them.
    public void restart(String... moreSettings) {
        begin(moreSettings);
        awaitReady();
    }

    /// Starts it again, and does not wait.
    void begin(String... moreSettings) {
        try {
            var file = folder.resolve(CONFIGURATION);
            var lines = new ArrayList<>(Files.readAllLines(file));
            lines.addAll(List.of(moreSettings));
            Files.write(file, lines);
            process = run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process run() throws IOException {
        var started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        return started;
    }

    private void awaitReady() {
        eventually(START, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("Redis ended: " + Files.readString(folder.resolve("redis.log")));
            }
            return !String.valueOf(ask("PING")).startsWith("-LOADING");
        });
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path carried() {
        try {
            return ExecutableProvider.newJarResourceProvider().get().toPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> onPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
