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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Makes up a schedule from a seed: the same seed, the same schedule.
final class ScheduleDraft {
    private static final List<String> SERVICES = List.of("registration", "patient-portal", "immunizations", "orders");
    /// How long half of all errands take to begin, while their gateway comes to a halt.
    private static final Duration RUSH = Duration.ofMillis(400);
    /// So many requests are with services when it does: enough for each gateway to have some.
    private static final int CROWD = 16;

    private final Random random;
    private final int gateways;
    private final List<Planned> disturbances = new ArrayList<>();

    private ScheduleDraft(Random random, int gateways) {
        this.random = random;
        this.gateways = gateways;
    }

    static Schedule of(long seed, int operations, int gateways) {
        var draft = new ScheduleDraft(new Random(seed), gateways);
        draft.spoilServices();
        var rush = draft.breakGateways();
        draft.breakRedis();
        draft.disturbances.sort(Comparator.comparing(Planned::at));
        var errands = new ArrayList<Errand>();
        for (int i = 0; errands.size() < operations; i++) {
            // ends with a letter: no key is the beginning of another one
            var errand = draft.errand("c" + Long.toUnsignedString(seed, 36) + "-" + i + "k", rush);
            errands.add(errand);
            if (draft.random.nextInt(8) == 0 && errands.size() < operations) {
                errands.add(draft.elsewhere(errand));
            }
        }
        return new Schedule(seed, draft.disturbances, errands);
    }

    /// @param rush when half of all errands begin; null where they are spread evenly
    private Errand errand(String key, @Nullable Duration rush) {
        var kinds = Kind.values();
        var at = rush != null && random.nextBoolean()
                ? rush.plus(millis(0, (int) RUSH.toMillis()))
                : millis(0, (int) Timing.STORM.toMillis());
        return new Errand(
                key,
                Errand.HOME,
                kinds[random.nextInt(kinds.length)],
                at,
                random.nextBoolean() ? Duration.ofMinutes(random.nextInt(20, 20 * 60)) : null,
                copies(),
                hangsUpAfter(),
                random.nextLong());
    }

    /// The same request with the same key, by the user of the same name in another tenant, at nearly the same time.
    private Errand elsewhere(Errand errand) {
        return new Errand(
                errand.key(),
                Errand.ABROAD,
                errand.kind(),
                errand.at().plus(millis(0, 30)),
                errand.queued(),
                copies(),
                hangsUpAfter(),
                random.nextLong());
    }

    private int copies() {
        return random.nextInt(4) == 0 ? random.nextInt(2, gateways + 2) : 1;
    }

    private @Nullable Duration hangsUpAfter() {
        return random.nextInt(4) == 0 ? millis(1, 400) : null;
    }

    private void spoilServices() {
        int count = random.nextInt(2, 6);
        for (int i = 0; i < count; i++) {
            var service = SERVICES.get(random.nextInt(SERVICES.size()));
            if (random.nextInt(8) == 0) {
                plan(within(), new Refuse(service, millis(200, 1000)));
            } else {
                plan(within(), spoil(service, millis(0, 1500)));
            }
        }
    }

    private Spoil spoil(String service, Duration delay) {
        return new Spoil(service, Spoiling.any(random, service), delay, random.nextInt(1, 5));
    }

    /// Says when clients should be in a rush; null where that does not matter.
    private @Nullable Duration breakGateways() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> pauseOwner();
            case 4, 5, 6 -> {
                plan(within(), new KillGateway(anyGateway(), millis(100, 1500)));
                yield null;
            }
            case 7, 8 -> {
                plan(within(), new EndGateway(anyGateway(), millis(100, 1500)));
                yield null;
            }
            case 9, 10 -> {
                plan(within(), new PauseGateway(anyGateway(), millis(200, 3000)));
                yield null;
            }
            default -> null;
        };
    }

    /// A gateway stands still while services make it wait, and for longer than its claims hold: others take its keys
    /// over, and then it goes on.
    private Duration pauseOwner() {
        var rush = millis(200, 1000);
        for (var service : SERVICES) {
            plan(rush, new Spoil(service, Spoiling.any(random, service), millis(500, 950), 8));
        }
        var beyond = Timing.LEASE.plus(millis(1500, 4000));
        plan(rush, new PauseOwner(anyGateway(), CROWD, beyond));
        return rush;
    }

    private void breakRedis() {
        switch (random.nextInt(4)) {
            case 0 -> plan(within(), new KillRedis(millis(50, 1000)));
            case 1, 2 -> plan(within(), new PauseRedis(millis(200, 3000)));
            default -> {}
        }
    }

    private void plan(Duration at, Disturbance what) {
        disturbances.add(new Planned(at, what));
    }

    private int anyGateway() {
        return random.nextInt(gateways);
    }

    private Duration within() {
        return millis(200, (int) Timing.STORM.toMillis());
    }

    private Duration millis(int least, int most) {
        return Duration.ofMillis(random.nextInt(least, most));
    }
}
