package io.portage.contracttests.kong;

import static org.awaitility.Awaitility.await;

import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.world.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Debian's nginx with its Lua module, running header-guard in a stand-in for Kong's plugin loop.
final class NginxProcess implements AutoCloseable {
    private static final Path PLUGIN =
            Path.of("../kong-config/plugins/header-guard").toAbsolutePath();
    private static final Path SHIM = Path.of("src/test/resources/kong").toAbsolutePath();
    private static final List<Path> MODULES = List.of(
            Path.of("/usr/lib/nginx/modules"), Path.of("/usr/lib64/nginx/modules"), Path.of("/etc/nginx/modules"));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// What runs behind a port.
    enum Chain {
        PORT_39,
        PORT_38,
        PORT_REPORT,
        PORT_OPEN
    }

    private final Map<Chain, Integer> ports = new EnumMap<>(Chain.class);
    private final Path directory;
    private final Process process;

    private NginxProcess(Path nginx, Path modules, Path directory, int upstream) throws IOException {
        this.directory = directory;
        for (var chain : Chain.values()) {
            ports.put(chain, ChildProcess.freePort());
        }
        configure("nginx.conf", modules, upstream);
        configure("chain.conf", modules, upstream);
        process = new ProcessBuilder(
                        nginx.toString(),
                        "-p",
                        directory.toString(),
                        "-c",
                        directory.resolve("nginx.conf").toString(),
                        "-e",
                        "error.log")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        await().atMost(PATIENCE).until(() -> !process.isAlive() || isListening());
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx ended: " + log());
        }
    }

    /// Whether the machine has what it takes.
    static boolean isInstalled() {
        return program().isPresent() && modules().isPresent();
    }

    /// Starts it before an upstream.
    static NginxProcess start(Path directory, int upstream) throws IOException {
        return new NginxProcess(program().orElseThrow(), modules().orElseThrow(), directory, upstream);
    }

    private static Optional<Path> program() {
        var folders = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(folders.split(":"))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> modules() {
        return MODULES.stream()
                .filter(folder -> Files.exists(folder.resolve("ngx_http_lua_module.so")))
                .findFirst();
    }

    private void configure(String name, Path modules, int upstream) throws IOException {
        var text = Files.readString(SHIM.resolve(name))
                .replace("@MODULES@", modules.toString())
                .replace("@PLUGIN@", PLUGIN.toString())
                .replace("@SHIM@", SHIM.toString())
                .replace("@UPSTREAM@", Integer.toString(upstream));
        for (var port : ports.entrySet()) {
            text = text.replace("@" + port.getKey() + "@", Integer.toString(port.getValue()));
        }
        Files.writeString(directory.resolve(name), text);
    }

    private boolean isListening() {
        try (var _ = RawClient.connect(port(Chain.PORT_39))) {
            return true;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    int port(Chain chain) {
        return ports.getOrDefault(chain, 0);
    }

    /// What it has logged so far.
    String log() {
        try {
            var log = new StringBuilder();
            for (var name : List.of("nginx.log", "error.log")) {
                var file = directory.resolve(name);
                log.append(Files.exists(file) ? Files.readString(file) : "");
            }
            return log.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ChildProcess.end(process, PATIENCE);
    }
}
