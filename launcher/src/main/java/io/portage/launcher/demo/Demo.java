package io.portage.launcher.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// Plays the whole story and says whether every step was as expected.
public final class Demo {
    private final Scene scene;
    private final Narrator narrator;
    private final List<Step> steps;
    private final BooleanSupplier ending;

    /// @param ending whether everything is being stopped, so that what goes wrong from now on means nothing
    Demo(Scene scene, Narrator narrator, List<Step> steps, BooleanSupplier ending) {
        this.scene = scene;
        this.narrator = narrator;
        this.steps = List.copyOf(steps);
        this.ending = ending;
    }

    /// @param gateway address of the gateway
    /// @param control address of the stubs' control API
    /// @param services address of a stub service, by its name
    /// @param terminal whether `out` is one
    /// @param ending whether everything is being stopped
    public static Demo of(
            URI gateway,
            URI control,
            UnaryOperator<String> services,
            PrintStream out,
            boolean terminal,
            BooleanSupplier ending) {
        var scene = new Scene(gateway, services, new StubControl(control), InstantSource.system());
        return new Demo(scene, new Narrator(out, Palette.of(terminal, System.getenv())), Story.steps(), ending);
    }

    /// Whether every step was as expected.
    public boolean play() throws InterruptedException {
        narrator.open(steps.size());
        int asExpected = 0;
        for (int i = 0; i < steps.size(); i++) {
            narrator.begin(i + 1, steps.get(i));
            var verdicts = verdicts(steps.get(i));
            if (ending.getAsBoolean()) {
                narrator.ended();
                return false;
            }
            narrator.judge(verdicts);
            if (verdicts.stream().allMatch(Verdict::holds)) {
                asExpected++;
            }
        }
        narrator.close(asExpected, steps.size() - asExpected);
        return asExpected == steps.size();
    }

    private List<Verdict> verdicts(Step step) throws InterruptedException {
        try {
            var evidence = scene.play(step);
            narrator.show(evidence);
            return step.expected().stream()
                    .map(expectation -> expectation.check(evidence))
                    .toList();
        } catch (IOException e) {
            return List.of(Verdict.broken(String.valueOf(e.getMessage())));
        }
    }
}
