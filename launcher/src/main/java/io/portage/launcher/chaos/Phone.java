package io.portage.launcher.chaos;

import io.portage.launcher.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Carries out one errand as the outbox of a phone does: the same key and the same bytes, again and again with growing
/// pauses, until an answer is final.
final class Phone {
    private static final long FIRST_PAUSE = 60;
    private static final long LONGEST_PAUSE = 900;
    private final Stage stage;
    private final Journal journal;
    private final Errand errand;
    private final Request request;
    private final long epoch;
    private final Random random;

    /// @param epoch the beginning of the schedule, on the clock of `System.nanoTime`
    Phone(Stage stage, Journal journal, Errand errand, Request request, long epoch) {
        this.stage = stage;
        this.journal = journal;
        this.errand = errand;
        this.request = request;
        this.epoch = epoch;
        this.random = new Random(errand.seed());
    }

    /// @param others runs what happens at the same time
    /// @param givesUp whether it is too late for another try
    void run(ExecutorService others, BooleanSupplier givesUp) throws InterruptedException {
        begin(Why.FIRST, Why.AGAIN, others, givesUp);
    }

    /// Asks once more, whatever came of it before, until it is known what is written down.
    void ask(Why what, ExecutorService others, BooleanSupplier givesUp) throws InterruptedException {
        begin(what, what, others, givesUp);
    }

    private void begin(Why first, Why then, ExecutorService others, BooleanSupplier givesUp)
            throws InterruptedException {
        int gateway = random.nextInt(stage.gateways());
        var twins = twins(gateway, others);
        boolean last = send(first, gateway, first == Why.FIRST ? errand.hangsUpAfter() : null);
        for (int tries = 1; !last && !givesUp.getAsBoolean(); tries++) {
            Thread.sleep(pause(tries, random));
            last = send(then, random.nextInt(stage.gateways()), null);
        }
        // none of them may still be under way when the clock is moved
        await(twins);
    }

    private List<Future<?>> twins(int gateway, ExecutorService others) {
        var twins = new ArrayList<Future<?>>();
        for (int i = 1; i < errand.copies(); i++) {
            int other = (gateway + i) % stage.gateways();
            twins.add(others.submit(() -> send(Why.TWIN, other, null)));
        }
        return twins;
    }

    private static void await(List<Future<?>> twins) throws InterruptedException {
        try {
            for (var twin : twins) {
                twin.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /// Grows up to a bound, and is different for each phone.
    static Duration pause(int tries, Random random) {
        long most = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(tries, 10));
        return Duration.ofMillis(random.nextLong(most / 2, most + 1));
    }

    private boolean send(Why what, int gateway, @Nullable Duration hangsUpAfter) {
        long started = System.nanoTime() - epoch;
        var outcome = Wire.exchange(stage.gateway(gateway).address(), request, hangsUpAfter);
        journal.add(errand, new Exchange(what, gateway, started, System.nanoTime() - epoch, outcome));
        return Decision.isFinal(what, outcome);
    }
}
