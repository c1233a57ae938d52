package io.portage.launcher.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/// The command line of a Redis that writes down every change before it answers.
final class RedisCommand {
    private RedisCommand() {}

    /// @param folder where its append-only file is
    static List<String> of(int port, Path folder) throws IOException {
        return List.of(
                program(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--maxmemory-policy",
                "noeviction");
    }

    /// The one on the `PATH`, else one that a library carries.
    private static String program() throws IOException {
        var found = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
        return found.isPresent()
                ? found.get().toString()
                : ExecutableProvider.newJarResourceProvider().get().toString();
    }
}
