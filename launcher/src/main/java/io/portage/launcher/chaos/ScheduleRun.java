package io.portage.launcher.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Plays one schedule: the storm, the healing, the last answers, a check of each key, and the reckoning.
final class ScheduleRun {
    /// Past the age at which queued mutations expire.
    private static final Duration MUCH_LATER = Duration.ofHours(24).plusMinutes(2);

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
            ask(phones, "check", schedule.errands());
            var done = schedule.errands().stream().filter(this::isDone).toList();
            muchLater(() -> ask(phones, "late", done));
        } finally {
            // phones that went on trying would keep a failure from being told
            giveUpIn(Duration.ZERO);
        }
    }

    private void ask(ExecutorService phones, String what, List<Errand> errands) throws InterruptedException {
        giveUpIn(Timing.LAST_WORD);
        await(each(phones, errands, errand -> {
            phone(errand).ask(what, this::givesUp);
            return errand;
        }));
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
        var token = stage.world().token(errand.kind().user());
        return new Phone(stage, journal, errand, Wire.request(errand, token, began), epoch);
    }

    private boolean isDone(Errand errand) {
        return journal.of(errand.key()).stream()
                .map(Exchange::outcome)
                .anyMatch(outcome -> outcome instanceof Outcome.Answered answer
                        && answer.isSuccess()
                        && !answer.idempotency().equals("unknown"));
    }

    private ScheduleResult result() {
        var arrivals = arrivals();
        var effects = effects(stage);
        var histories = schedule.errands().stream()
                .map(errand -> new KeyHistory(
                        errand,
                        journal.of(errand.key()),
                        arrivals.getOrDefault(errand.key(), 0),
                        effects.getOrDefault(errand.key(), 0)))
                .toList();
        return new ScheduleResult(schedule, histories, Duration.ofNanos(System.nanoTime() - epoch));
    }

    /// By correlation id, which is the key; the question about a delegation has the same, but reads.
    private Map<String, Integer> arrivals() {
        var counts = new HashMap<String, Integer>();
        stage.world().received().stream()
                .filter(request -> request.method().equals("POST"))
                .flatMap(request -> request.values("X-Correlation-Id").stream())
                .forEach(key -> counts.merge(key, 1, Integer::sum));
        return counts;
    }

    static Map<String, Integer> effects(Stage stage) {
        var counts = new HashMap<String, Integer>();
        for (var effect : stage.world().effects()) {
            var key = effect.clientMutationId() == null ? effect.idempotencyKey() : effect.clientMutationId();
            counts.merge(String.valueOf(key), effect.count(), Integer::sum);
        }
        return counts;
    }
}
