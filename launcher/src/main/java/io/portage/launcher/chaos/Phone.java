package io.portage.launcher.chaos;

import io.portage.launcher.http.Request;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
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
        if (errand.twice()) {
            int gateway = anyGateway();
            others.execute(() -> send("twin", gateway, null));
        }
        insist("again", send("first", anyGateway(), errand.hangsUpAfter()), givesUp);
    }

    /// Asks once more, whatever came of it before, until the answer is final.
    void ask(String what, BooleanSupplier givesUp) throws InterruptedException {
        insist(what, send(what, anyGateway(), null), givesUp);
    }

    private void insist(String what, Decision first, BooleanSupplier givesUp) throws InterruptedException {
        var decision = first;
        for (int tries = 1; !decision.isFinal() && !givesUp.getAsBoolean(); tries++) {
            Thread.sleep(pause(tries, random));
            decision = send(what, anyGateway(), null);
        }
    }

    /// Grows up to a bound, and is different for each phone.
    static Duration pause(int tries, Random random) {
        long most = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(tries, 10));
        return Duration.ofMillis(random.nextLong(most / 2, most + 1));
    }

    private int anyGateway() {
        return random.nextInt(stage.gateways());
    }

    private Decision send(String what, int gateway, @Nullable Duration hangsUpAfter) {
        long started = System.nanoTime() - epoch;
        var outcome = Wire.exchange(stage.gateway(gateway).address(), request, hangsUpAfter);
        journal.add(errand.key(), new Exchange(what, gateway, started, System.nanoTime() - epoch, outcome));
        return Decision.on(outcome);
    }
}
