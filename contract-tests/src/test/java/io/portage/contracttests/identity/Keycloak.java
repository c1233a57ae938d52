package io.portage.contracttests.identity;

import static org.awaitility.Awaitility.await;

import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/// A real Keycloak as a child process, with the realm and the users that we ship. It may be stopped and started again.
final class Keycloak implements AutoCloseable {
    static final String ADMIN = "admin";
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final KeycloakHome home;
    private final int port;
    private final Map<String, String> environment;
    private final Path log;
    private Process process;

    private Keycloak(KeycloakHome home, int port, Map<String, String> environment) throws IOException {
        this.home = home;
        this.port = port;
        this.environment = environment;
        log = home.folder().resolve("keycloak.log");
        process = launch();
        // a run that is interrupted must not leave it behind
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    /// Starts one with an empty database, and returns when it serves the realm.
    ///
    /// @param placeholders what the realm file leaves open
    static Keycloak start(Map<String, String> placeholders) {
        try {
            var home = KeycloakHome.unpacked();
            home.build();
            home.reset();
            var environment = new HashMap<>(placeholders);
            environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
            environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
            var keycloak = new Keycloak(home, ChildProcess.freePort(), environment);
            keycloak.awaitRealm();
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process launch() throws IOException {
        var builder = new ProcessBuilder(home.command(
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--cache=local",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--hostname=" + address()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void awaitRealm() {
        try {
            await().atMost(START).pollInterval(Duration.ofMillis(200)).until(() -> !process.isAlive() || isServing());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("keycloak not ready after " + START + ":\n" + log(), e);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("keycloak ended with " + process.exitValue() + ":\n" + log());
        }
    }

    private boolean isServing() {
        try {
            return RawClient.send(port, Request.of("GET", "/realms/ehr")).status() == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    /// What tokens of that realm say in `iss`.
    URI issuer(String realm) {
        return address().resolve("/realms/" + realm);
    }

    /// Ends it; its database stays.
    void stop() {
        ChildProcess.end(process, STOP);
    }

    /// Starts it again where it was, with what it knew.
    void resume() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitRealm();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
