package io.portage.launcher.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// Plays one schedule: the storm, the healing, the last answers, a check of each key, and the reckoning.
final class ScheduleRun {
    /// Past the age at which queued mutations expire.
    private static final Duration MUCH_LATER = Duration.ofHours(24).plusMinutes(2);

    private static final int AT_ONCE = 12;

    private final Stage stage;
    private final Schedule schedule;
    private final Journal journal = new Journal();
    private final Instant began = Instant.now();
    private final long epoch = System.nanoTime();
    private volatile long giveUpAt = Long.MAX_VALUE;

    ScheduleRun(Stage stage, Schedule schedule) {
        this.stage = stage;
        this.schedule = schedule;
    }

    ScheduleResult play() throws IOException, InterruptedException {
        stage.world().forgetReceived();
        try (var phones = Executors.newVirtualThreadPerTaskExecutor()) {
            fromStormToCalm(phones);
        }
        return result();
    }

    private void fromStormToCalm(ExecutorService phones) throws IOException, InterruptedException {
        try {
            storm(phones);
            ask(phones, Why.CHECK, schedule.errands());
            var done = schedule.errands().stream().filter(this::isDone).toList();
            muchLater(() -> ask(phones, Why.LATE, done));
        } finally {
            // phones that went on trying would keep a failure from being told
            giveUpIn(Duration.ZERO);
        }
    }

    /// A few at a time: how many a slow machine can take at once is not the question here.
    private void ask(ExecutorService phones, Why what, List<Errand> errands) throws InterruptedException {
        var turns = new Semaphore(AT_ONCE);
        await(each(phones, errands, errand -> {
            turns.acquire();
            try {
                phone(errand).ask(what, phones, patience(Timing.LAST_WORD));
            } finally {
                turns.release();
            }
            return errand;
        }));
    }

    /// Ends some time from now, or when everything ends.
    private BooleanSupplier patience(Duration time) {
        long began = System.nanoTime();
        return () -> System.nanoTime() - began > time.toNanos() || givesUp();
    }

    private void giveUpIn(Duration time) {
        giveUpAt = System.nanoTime() - epoch + time.toNanos();
    }

    private boolean givesUp() {
        return System.nanoTime() - epoch > giveUpAt;
    }

    private void storm(ExecutorService phones) throws IOException, InterruptedException {
        try (var troublemaker = new Troublemaker(stage)) {
            troublemaker.plan(schedule.disturbances());
            var errands = each(phones, schedule.errands(), errand -> {
                Thread.sleep(errand.at());
                phone(errand).run(phones, this::givesUp);
                return errand;
            });
            troublemaker.awaitEnd();
            stage.heal();
            giveUpIn(Timing.DRAIN);
            await(errands);
            giveUpAt = Long.MAX_VALUE;
        }
    }

    private interface Deed {
        Object of(Errand errand) throws InterruptedException;
    }

    private static List<Future<Object>> each(ExecutorService phones, List<Errand> errands, Deed deed) {
        var all = new ArrayList<Future<Object>>();
        for (var errand : errands) {
            all.add(phones.submit(() -> deed.of(errand)));
        }
        return all;
    }

    private static void await(List<Future<Object>> errands) throws InterruptedException {
        try {
            for (var errand : errands) {
                errand.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    /// The gateways' clocks go forward and back again; records on Redis keep Redis's own time.
    private void muchLater(Waiting deed) throws InterruptedException {
        stage.world().clock().advance(MUCH_LATER);
        try {
            deed.run();
        } finally {
            stage.world().clock().reset();
        }
    }

    private Phone phone(Errand errand) {
        var token = stage.token(errand.kind(), errand.tenant());
        return new Phone(stage, journal, errand, Wire.request(errand, token, began), epoch);
    }

    /// Done, and still so when all was well; where it was not, nothing is to be learnt a day later.
    private boolean isDone(Errand errand) {
        return journal.of(errand).reversed().stream()
                .filter(exchange -> exchange.what() == Why.CHECK)
                .findFirst()
                .filter(exchange -> exchange.outcome() instanceof Outcome.Answered answer && answer.isRecorded())
                .isPresent();
    }

    private ScheduleResult result() {
        var evidence = Evidence.of(stage.world());
        var histories = schedule.errands().stream()
                .map(errand -> new KeyHistory(
                        errand, journal.of(errand), evidence.traces(errand, Wire.request(errand, "", began))))
                .toList();
        return new ScheduleResult(schedule, histories, Duration.ofNanos(System.nanoTime() - epoch));
    }
}
