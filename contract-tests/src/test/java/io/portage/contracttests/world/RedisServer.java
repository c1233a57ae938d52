package io.portage.contracttests.world;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/// A real Redis that knows the users of `docs/operations.md`: the one on the `PATH`, or else one that a library
/// carries.
final class RedisServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final String FOR_GATEWAYS = "user gateway ";
    private static final String FOR_SETTLING = "user settle ";

    private static final String LOOK = """
            local all = {}
            for _, key in ipairs(redis.call('KEYS', '*')) do
              all[#all + 1] = key
              local kind = redis.call('TYPE', key).ok
              if kind == 'hash' then
                for _, part in ipairs(redis.call('HGETALL', key)) do all[#all + 1] = part end
              elseif kind == 'string' then
                all[#all + 1] = redis.call('GET', key)
              end
            end
            return table.concat(all, ' ')
            """;

    private final int port;
    private final Process process;

    private RedisServer(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static RedisServer start() {
        try {
            int port = ChildProcess.freePort();
            var folder = Files.createTempDirectory("redis-");
            var lines = new ArrayList<>(List.of(
                    "bind 127.0.0.1",
                    "port " + port,
                    "dir " + folder,
                    "save \"\"",
                    "maxmemory-policy noeviction",
                    "user default off",
                    "user looker on >looker ~* +eval +keys +type +get +hgetall +quit"));
            lines.add(lastOf(FOR_GATEWAYS));
            lines.add(lastOf(FOR_SETTLING));
            var file = Files.write(folder.resolve("redis.conf"), lines);
            var process = new ProcessBuilder(executable(), file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var redis = new RedisServer(port, process);
            await().atMost(START).pollInterval(Duration.ofMillis(20)).until(redis::takesConnections);
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The last such line is the one that every version of Redis understands.
    private static String lastOf(String user) throws IOException {
        var page = Path.of(System.getProperty("portage.root", "..")).resolve("docs/operations.md");
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith(user))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new IllegalStateException(page + " (expected: a line " + user + "…)"));
    }

    private static String executable() throws IOException {
        var found = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
        return found.isPresent()
                ? found.get().toString()
                : ExecutableProvider.newJarResourceProvider().get().toString();
    }

    private boolean takesConnections() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Redis ended with " + process.exitValue() + " (expected: it runs)");
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Its address for one of its two users.
    URI as(String user) {
        return URI.create("redis://%s:%s-PASSWORD@127.0.0.1:%d".formatted(user, user.toUpperCase(Locale.ROOT), port));
    }

    /// Does something while it takes connections and answers nothing.
    void paused(Runnable meanwhile) {
        signal("-STOP");
        try {
            meanwhile.run();
        } finally {
            signal("-CONT");
        }
    }

    private void signal(String signal) {
        try {
            int exit = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill " + signal + ": " + exit + " (expected: 0)");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Everything it holds, keys and values, as text.
    String dump() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            var asked = command("AUTH", "looker", "looker") + command("EVAL", LOOK, "0") + command("QUIT");
            socket.getOutputStream().write(asked.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String command(String... words) {
        var text = new StringBuilder("*" + words.length + "\r\n");
        for (var word : words) {
            text.append("$").append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        return text.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
