package io.portage.launcher.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A process that is killed, stopped and started again, always with the same command.
final class Victim implements AutoCloseable {
    /// Longer than a gateway waits for mutations under way.
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);

    private final List<String> command;
    private final Path log;
    private @Nullable Process process;
    private boolean closed;

    /// @param log where its output is appended
    Victim(List<String> command, Path log) {
        this.command = List.copyOf(command);
        this.log = log;
    }

    /// Starts it where it does not run; goes on with it where it stands still. Nothing once it is closed.
    synchronized void start() {
        if (closed) {
            return;
        }
        if (isAlive()) {
            resume();
            return;
        }
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " (expected: a program that starts)", e);
        }
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /// At once, without a chance to end well.
    synchronized void kill() {
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// As whoever runs it would: it finishes what it has begun, and takes its time.
    synchronized void askToEnd() {
        if (process != null) {
            process.destroy();
        }
    }

    /// Starts it again once it has ended as asked.
    void comeBack() {
        try {
            var asked = running();
            if (asked != null && !asked.waitFor(ENDS_WITHIN)) {
                throw new IllegalStateException(
                        log + ": still runs (expected: ended within " + ENDS_WITHIN + " of being asked)");
            }
            start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Process running() {
        return process;
    }

    synchronized void pause() {
        signal("STOP");
    }

    synchronized void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        if (process == null || !process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("kill -" + name + " (expected: a program that sends signals)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Path log() {
        return log;
    }

    @Override
    public synchronized void close() {
        closed = true;
        kill();
    }
}
