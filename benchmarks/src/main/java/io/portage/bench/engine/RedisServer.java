package io.portage.bench.engine;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A real Redis that writes nothing to disk, from its start to its end.
public final class RedisServer implements AutoCloseable {
    /// Why there is none.
    public static final String ABSENT = "no redis-server on the PATH";

    private static final Pattern CALLS = Pattern.compile("cmdstat_evalsha:calls=(\\d+)");
    private static final Pattern VERSION = Pattern.compile("redis_version:(\\S+)");
    private static final Duration START = Duration.ofSeconds(20);
    private final Process process;
    private final int port;

    private RedisServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// The program; empty where there is none.
    public static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static RedisServer start(Path program) throws IOException, InterruptedException {
        int port = Ports.free();
        var log = Files.createTempFile("bench-redis-", ".log");
        log.toFile().deleteOnExit();
        var command = List.of(
                program.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory-policy",
                "noeviction");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var redis = new RedisServer(process, port);
        Processes.awaitReady(
                "redis-server", process, START, log, () -> !redis.ask("PING").isEmpty());
        return redis;
    }

    public URI url() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /// How many scripts it ran so far.
    long scripts() throws IOException {
        var matcher = CALLS.matcher(ask("INFO commandstats"));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    String version() throws IOException {
        var matcher = VERSION.matcher(ask("INFO server"));
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    /// Forgets all records; scripts stay.
    public void forget() throws IOException {
        ask("FLUSHALL SYNC");
    }

    /// One inline command, over a connection of its own; everything that Redis says until it hangs up.
    private String ask(String command) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readAllAsString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
