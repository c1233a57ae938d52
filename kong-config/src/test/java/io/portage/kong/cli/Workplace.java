package io.portage.kong.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A repository with Kong's configuration in it and the jar beside it, as the pages for platform teams take it for
/// granted, and a shell in it.
final class Workplace {
    private static final Path JAR = Path.of("target/portage-kong.jar").toAbsolutePath();
    private static final String CONFIGURATION = """
            _format_version: "3.0"
            services:
              - name: orders
                url: http://orders:8080
                retries: 0
                routes:
                  - name: orders-r
                    paths: [/v1/orders]
                    strip_path: false
                    plugins:
                      - name: request-transformer
                        config: {remove: {headers: [x-debug]}}
            """;
    /// Writes down what it was asked.
    private static final String GH = "#!/bin/sh\necho \"$@\" > \"$HOME/asked-of-gh\"\n";

    private final Path folder;

    /// How a command ended, and what it printed.
    record Ended(int exit, String output) {}

    Workplace(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("tools"));
        Files.copy(JAR, folder.resolve("tools/portage-kong.jar"));
        write("kong/kong.yml", CONFIGURATION);
        write("kong/kong.conf", "plugins = bundled,our-audit\n");
        Files.createDirectories(folder.resolve("ci"));
        write("bin/gh", GH);
        write("bin/java", "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' \"$@\"\n");
        run(
                "chmod +x bin/gh bin/java && git init -q . && git add kong && git -c user.name=n -c user.email=n@example.org"
                        + " commit -q -m c && git update-ref refs/remotes/origin/main HEAD");
    }

    void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    /// The transformer takes a sync header from now on.
    void loseAHeader() throws IOException {
        write("kong/kong.yml", CONFIGURATION.replace("[x-debug]", "[x-debug, idempotency-key]"));
    }

    /// A plugin that nobody knows runs from now on.
    void useAPluginOfOurs() throws IOException {
        write("kong/kong.yml", CONFIGURATION + "plugins:\n  - name: our-audit\n");
    }

    Ended run(String script) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", "-e", "-c", script).directory(folder.toFile());
        builder.environment()
                .putAll(Map.of(
                        "HOME",
                        folder.toString(),
                        "PATH",
                        folder.resolve("bin") + ":" + System.getenv("PATH"),
                        "GITHUB_BASE_REF",
                        "main"));
        builder.environment().keySet().removeIf(it -> it.startsWith("JAVA_TOOL") || it.startsWith("JDK_JAVA"));
        var process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = process.inputReader().readAllAsString();
        return new Ended(process.waitFor(), output);
    }
}
