package io.portage.launcher;

import io.portage.launcher.http.Connection;
import io.portage.launcher.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The gateway as a process of its own, from its start until it has ended.
final class GatewayProcess {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    /// Longer than the gateway takes to let running mutations finish.
    private static final Duration END_WITHIN = Duration.ofSeconds(40);

    private final Settings settings;
    private final Process process;

    private GatewayProcess(Settings settings, Process process) {
        this.settings = settings;
        this.process = process;
    }

    static GatewayProcess start(Settings settings) {
        if (!Files.isRegularFile(settings.gatewayJar())) {
            throw new LaunchFailure(settings.gatewayJar() + " is missing (expected: the built gateway)");
        }
        try {
            var builder = new ProcessBuilder(GatewayCommand.of(settings)).redirectErrorStream(true);
            if (!settings.verbose()) {
                Files.createDirectories(settings.gatewayLog().getParent());
                builder.redirectOutput(Redirect.to(settings.gatewayLog().toFile()));
                System.err.println("portage: starting; gateway log: " + settings.gatewayLog());
            }
            var process = builder.start();
            if (settings.verbose()) {
                Thread.ofVirtual().start(() -> toStandardError(process));
            }
            return new GatewayProcess(settings, process);
        } catch (IOException e) {
            throw new LaunchFailure("the gateway could not be started: " + e.getMessage());
        }
    }

    private static void toStandardError(Process process) {
        try (var log = process.getInputStream()) {
            log.transferTo(System.err);
        } catch (IOException e) {
            System.err.println("portage: the gateway's log ended: " + e.getMessage());
        }
    }

    /// Returns when a request would be answered.
    ///
    /// @throws LaunchFailure where the gateway ends instead, with the end of its log
    void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new LaunchFailure("the gateway ended before it was ready" + lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new LaunchFailure(
                        "the gateway is not ready (expected: within " + READY_WITHIN + ")" + lastWords());
            }
        }
    }

    private boolean isReady() {
        try {
            var health = Connection.exchange(settings.management(), Request.get("/actuator/health/readiness"));
            // any answer will do: it shows that the gateway's own port is served
            return health.status() == 200
                    && Connection.exchange(settings.gateway(), Request.get("/v1/patients"))
                                    .status()
                            > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Waits until the gateway ends by itself, and says how it did.
    String awaitEnd() throws InterruptedException {
        process.waitFor();
        return "the gateway ended" + lastWords();
    }

    private String lastWords() {
        var exit = process.isAlive() ? "" : " (exit " + process.exitValue() + ")";
        if (settings.verbose()) {
            return exit;
        }
        try {
            return exit + "; the end of its log, " + settings.gatewayLog() + ":\n"
                    + LastWords.of(Files.readString(settings.gatewayLog()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asks the gateway to end and waits until it has; it lets running mutations finish first.
    void stop() {
        // by its handle, which leaves the log open: the gateway tells there how it ends
        process.toHandle().destroy();
        try {
            if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("portage: the gateway did not end within " + END_WITHIN.toSeconds() + " s; killed");
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
