package io.portage.launcher.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plays schedules, one after the other, on one stage.
public final class Chaos {
    private final ChaosSettings settings;
    private final Chronicle chronicle;
    private final Stage stage;
    private final List<ScheduleResult> results = new ArrayList<>();
    private boolean ending;
    private @Nullable Summary told;

    private Chaos(ChaosSettings settings, Chronicle chronicle, Stage stage) {
        this.settings = settings;
        this.chronicle = chronicle;
        this.stage = stage;
    }

    /// Plays all schedules, or as many as it takes to find a violation, or until the process is asked to end.
    ///
    /// @param line starts the gateways
    /// @param out told what happens
    /// @param terminal whether that is a terminal
    /// @throws IOException where something does not start, or does not come back
    public static Summary play(ChaosSettings settings, GatewayLine line, PrintStream out, boolean terminal)
            throws IOException, InterruptedException {
        var chronicle = new Chronicle(out, terminal);
        chronicle.open(settings);
        var stage = Stage.open(settings.gateways(), settings.folder(), line);
        return new Chaos(settings, chronicle, stage).play();
    }

    private Summary play() throws IOException, InterruptedException {
        var asked = new Thread(this::endAsAsked, "ending");
        // before any process is started, so that none is left behind
        Runtime.getRuntime().addShutdownHook(asked);
        try (stage) {
            stage.heal();
            schedules();
            return tell();
        } catch (IOException | RuntimeException e) {
            if (isEnding()) {
                return tell();
            }
            throw e;
        } finally {
            removed(asked);
        }
    }

    private static void removed(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process is ending already, and the hook does what is left
        }
    }

    private void schedules() throws IOException, InterruptedException {
        for (int i = 0; i < settings.schedules() && !isEnding(); i++) {
            var schedule = ScheduleDraft.of(settings.seed() + i, settings.operations(), settings.gateways());
            chronicle.begin(i + 1, schedule);
            var result = new ScheduleRun(stage, schedule).play();
            note(result);
            if (!settings.keepGoing() && !result.violations().isEmpty()) {
                return;
            }
        }
    }

    /// What was played while everything was being ended proves nothing.
    private synchronized void note(ScheduleResult result) {
        if (!ending) {
            results.add(result);
            chronicle.end(results.size(), result, settings);
        }
    }

    private synchronized boolean isEnding() {
        return ending;
    }

    private synchronized void begunToEnd() {
        ending = true;
    }

    /// Once, by whoever comes first: the end of the last schedule, or somebody who wants an end.
    private synchronized Summary tell() throws IOException {
        if (told == null) {
            told = new Summary(reckoned());
            chronicle.close(told);
            if (settings.report() != null) {
                Files.writeString(settings.report(), Report.of(told, settings));
            }
        }
        return told;
    }

    /// With the effects as they are in the end: one that comes long after its schedule counts as well.
    private List<ScheduleResult> reckoned() {
        var evidence = Evidence.of(stage.world());
        return results.stream()
                .map(result -> result.withEffects(evidence::effects))
                .toList();
    }

    /// Tells what has been found so far. Ended as asked: not the status of a process that a signal killed.
    private void endAsAsked() {
        begunToEnd();
        stage.close();
        boolean passed = false;
        try {
            passed = tell().passed();
        } catch (IOException e) {
            System.err.println("portage: chaos: " + e.getMessage());
        }
        Runtime.getRuntime().halt(passed ? 0 : 1);
    }
}
