package io.portage.contracttests.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Where Keycloak is unpacked, and how it is started from there without its shell script.
record KeycloakHome(Path folder) {
    private static final int BUILD_MINUTES = 5;

    /// Set by the build's profile `full`, which unpacks it.
    static KeycloakHome unpacked() {
        return new KeycloakHome(Path.of(System.getProperty("portage.keycloak.home", "target/keycloak/none"))
                .toAbsolutePath()
                .normalize());
    }

    static boolean isInstalled() {
        return Files.isReadable(unpacked().folder.resolve("lib/quarkus-run.jar"));
    }

    /// Does once what `kc.sh build` does; a start that had to do it would take twenty seconds longer each time.
    void build() throws IOException, InterruptedException {
        var done = folder.resolve("built-for-tests");
        if (Files.exists(done)) {
            return;
        }
        var log = folder.resolve("build.log");
        var process = new ProcessBuilder(command("build", "--db=dev-file"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("keycloak build failed:\n" + Files.readString(log));
        }
        Files.createFile(done);
    }

    /// An empty database, and the files that we ship where the first start imports them.
    void reset() throws IOException {
        var data = folder.resolve("data");
        if (Files.exists(data)) {
            try (var files = Files.walk(data)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        var imported = Files.createDirectories(data.resolve("import"));
        copy("realm-ehr.json", imported.resolve("ehr-realm.json"));
        copy("users-dev.json", imported.resolve("ehr-users-0.json"));
    }

    private static void copy(String shipped, Path to) throws IOException {
        Files.copy(ShippedRealm.FOLDER.resolve(shipped), to, StandardCopyOption.REPLACE_EXISTING);
    }

    /// What `kc.sh` would run, with less memory and a quicker start.
    List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dkc.home.dir=" + folder,
                "-Djboss.server.config.dir=" + folder.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        for (var opened : List.of("java.util", "java.util.concurrent", "java.security", "java.lang")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-cp",
                folder.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(List.of(arguments));
        return command;
    }
}
