package io.portage.launcher.chaos;

import io.portage.launcher.chaos.Disturbance.EndGateway;
import io.portage.launcher.chaos.Disturbance.KillGateway;
import io.portage.launcher.chaos.Disturbance.KillRedis;
import io.portage.launcher.chaos.Disturbance.PauseGateway;
import io.portage.launcher.chaos.Disturbance.PauseOwner;
import io.portage.launcher.chaos.Disturbance.PauseRedis;
import io.portage.launcher.chaos.Disturbance.Refuse;
import io.portage.launcher.chaos.Disturbance.Spoil;
import io.portage.launcher.chaos.Schedule.Planned;
import io.portage.stubs.traffic.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Makes the disturbances of a schedule happen at their time, and end at theirs.
final class Troublemaker implements AutoCloseable {
    private static final int THREADS = 6;
    private static final Duration CROWD_WITHIN = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private final Stage stage;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(THREADS);
    private final List<Future<?>> ahead = new ArrayList<>();

    Troublemaker(Stage stage) {
        this.stage = stage;
    }

    void plan(List<Planned> disturbances) {
        disturbances.forEach(this::plan);
    }

    private void plan(Planned planned) {
        var at = planned.at();
        switch (planned.what()) {
            case KillGateway(int number, Duration restartAfter) -> {
                var process = stage.gateway(number).process();
                at(at, process::kill);
                at(at.plus(restartAfter), process::start);
            }
            case EndGateway(int number, Duration restartAfter) -> {
                var process = stage.gateway(number).process();
                at(at, process::askToEnd);
                at(at.plus(restartAfter), process::comeBack);
            }
            case PauseGateway(int number, Duration length) -> {
                var process = stage.gateway(number).process();
                at(at, process::pause);
                at(at.plus(length), process::resume);
            }
            case PauseOwner owner -> at(at, () -> pauseInACrowd(owner));
            case KillRedis(Duration restartAfter) -> {
                at(at, stage.redis()::kill);
                at(at.plus(restartAfter), stage.redis()::start);
            }
            case PauseRedis(Duration length) -> {
                at(at, stage.redis()::pause);
                at(at.plus(length), stage.redis()::resume);
            }
            case Spoil(String service, Spoiling how, Duration delay, int times) ->
                at(at, () -> stage.world().fault(how.fault(service, delay, times)));
            case Refuse(String service, Duration length) -> {
                at(at, () -> stage.world().fault(Fault.of(service, Fault.Kind.REFUSE)));
                at(at.plus(length), stage.world()::clearFaults);
            }
        }
    }

    /// By what has happened instead of by the clock: on a slow machine, requests come later.
    private void pauseInACrowd(PauseOwner owner) {
        var process = stage.gateway(owner.gateway()).process();
        try {
            int before = stage.world().received().size();
            long began = System.nanoTime();
            while (stage.world().received().size() < before + owner.arrivals()
                    && System.nanoTime() - began < CROWD_WITHIN.toNanos()) {
                Thread.sleep(LOOK_EVERY);
            }
            process.pause();
            Thread.sleep(owner.length());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.resume();
        }
    }

    private void at(Duration when, Runnable deed) {
        ahead.add(clock.schedule(deed, when.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// Waits until everything that was planned has begun and ended.
    void awaitEnd() throws InterruptedException {
        try {
            for (var deed : ahead) {
                deed.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
