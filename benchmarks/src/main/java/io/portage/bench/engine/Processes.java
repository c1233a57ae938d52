package io.portage.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// What all processes of a benchmark have in common: they start, and they use the processor.
final class Processes {
    private static final int LAST_WORDS = 2_000;

    private Processes() {}

    /// Returns when a process answers.
    ///
    /// @throws IOException where it ends instead, or does not answer in time; with the end of its log
    static void awaitReady(String name, Process process, Duration within, Path log, Callable<Boolean> ready)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!isReady(ready)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                var words = Files.readString(log);
                throw new IOException(name + " is not ready (expected: within " + within.toSeconds()
                        + " s); the end of its log:\n"
                        + words.substring(Math.max(0, words.length() - LAST_WORDS)));
            }
        }
    }

    private static boolean isReady(Callable<Boolean> ready) {
        try {
            return ready.call();
        } catch (Exception _) {
            return false;
        }
    }

    /// User and system time of a process so far, in ticks of a hundredth of a second on Linux.
    static Duration cpu(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException(
                        "process " + process.pid() + " (expected: alive, on a platform that tells its CPU time)"));
    }
}
