package io.portage.launcher.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/// Plays the whole story and says whether every step was as expected.
public final class Demo {
    private final Scene scene;
    private final Narrator narrator;
    private final List<Step> steps;

    Demo(Scene scene, Narrator narrator, List<Step> steps) {
        this.scene = scene;
        this.narrator = narrator;
        this.steps = List.copyOf(steps);
    }

    /// @param gateway address of the gateway
    /// @param control address of the stubs' control API
    /// @param services address of a stub service, by its name
    /// @param terminal whether `out` is one
    public static Demo of(URI gateway, URI control, UnaryOperator<String> services, PrintStream out, boolean terminal) {
        var scene = new Scene(gateway, services, new StubControl(control), InstantSource.system());
        return new Demo(scene, new Narrator(out, Palette.of(terminal, System.getenv())), Story.steps());
    }

    /// Whether every step was as expected.
    public boolean play() throws InterruptedException {
        narrator.open(steps.size());
        int asExpected = 0;
        for (int i = 0; i < steps.size(); i++) {
            narrator.begin(i + 1, steps.get(i));
            if (play(steps.get(i))) {
                asExpected++;
            }
        }
        narrator.close(asExpected, steps.size() - asExpected);
        return asExpected == steps.size();
    }

    private boolean play(Step step) throws InterruptedException {
        var verdicts = verdicts(step);
        narrator.judge(verdicts);
        return verdicts.stream().allMatch(Verdict::holds);
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
