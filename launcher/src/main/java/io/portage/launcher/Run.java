package io.portage.launcher;

import java.util.concurrent.atomic.AtomicInteger;

/// A world for the life of this process: ended in order when the process is asked to end.
public final class Run implements AutoCloseable {
    private final World world;
    private final AtomicInteger status = new AtomicInteger();

    private Run(World world) {
        this.world = world;
    }

    /// Starts a world; returns when the first request would be answered.
    ///
    /// @throws LaunchFailure where it does not start
    static Run start(Settings settings) throws InterruptedException {
        var run = new Run(new World(settings));
        Runtime.getRuntime().addShutdownHook(new Thread(run::endAsAsked, "ending"));
        try {
            run.world.start();
            return run;
        } catch (InterruptedException | RuntimeException e) {
            run.world.close();
            throw e;
        }
    }

    /// Waits for the end.
    ///
    /// @throws LaunchFailure where nobody asked for it
    void awaitEnd() throws InterruptedException {
        world.awaitEnd();
    }

    /// The status with which the process ends when it is asked to; 0 unless said otherwise.
    void exitWith(int exit) {
        status.set(exit);
    }

    /// Whether it is being ended.
    boolean isEnding() {
        return world.isClosing();
    }

    private void endAsAsked() {
        if (world.isClosing()) {
            return;
        }
        world.close();
        System.out.flush();
        // ended as asked: not the status of a process that a signal killed
        Runtime.getRuntime().halt(status.get());
    }

    @Override
    public void close() {
        world.close();
    }
}
