package io.portage.launcher.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Plays schedules, one after the other, on one stage.
public final class Chaos {
    private final ChaosSettings settings;
    private final Chronicle chronicle;

    private Chaos(ChaosSettings settings, Chronicle chronicle) {
        this.settings = settings;
        this.chronicle = chronicle;
    }

    /// Plays all schedules, or as many as it takes to find a violation.
    ///
    /// @param line starts the gateways
    /// @param out told what happens
    /// @param terminal whether that is a terminal
    /// @throws IOException where something does not start, or does not come back
    public static Summary play(ChaosSettings settings, GatewayLine line, PrintStream out, boolean terminal)
            throws IOException, InterruptedException {
        return new Chaos(settings, new Chronicle(out, terminal)).play(line);
    }

    private Summary play(GatewayLine line) throws IOException, InterruptedException {
        chronicle.open(settings);
        var stage = Stage.start(settings.gateways(), settings.folder(), line);
        var ending = new Thread(stage::close, "ending");
        Runtime.getRuntime().addShutdownHook(ending);
        try (stage) {
            var summary = new Summary(reckoned(stage, schedules(stage)));
            chronicle.close(summary);
            return summary;
        } finally {
            removed(ending);
        }
    }

    private static void removed(Thread ending) {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException _) {
            // the process is ending already, and the hook does what is left
        }
    }

    private List<ScheduleResult> schedules(Stage stage) throws IOException, InterruptedException {
        var results = new ArrayList<ScheduleResult>();
        for (int i = 0; i < settings.schedules(); i++) {
            var schedule = ScheduleDraft.of(settings.seed() + i, settings.operations(), settings.gateways());
            chronicle.begin(i + 1, schedule);
            var result = new ScheduleRun(stage, schedule).play();
            results.add(result);
            chronicle.end(i + 1, result, settings);
            if (!settings.keepGoing() && !result.violations().isEmpty()) {
                break;
            }
        }
        return results;
    }

    /// With the effects as they are in the end: one that comes long after its schedule counts as well.
    private static List<ScheduleResult> reckoned(Stage stage, List<ScheduleResult> results) {
        var effects = ScheduleRun.effects(stage);
        return results.stream().map(result -> result.withEffects(effects)).toList();
    }
}
