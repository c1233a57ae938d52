package io.portage.launcher.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Chaos inside the test's own process, with gateways that may be broken.
public final class ChaosRuns {
    private static final int OPERATIONS = 80;
    private static final int GATEWAYS = 3;

    private ChaosRuns() {}

    /// Which rules were violated, with the gateway as it is.
    public static List<String> whole(Path folder, GatewayLine gateway, int schedules, long seed)
            throws IOException, InterruptedException {
        return play(folder, gateway, schedules, seed);
    }

    /// Which rules were violated, with a check of a script gone.
    public static List<String> broken(
            Path folder, GatewayLine gateway, String file, String check, String instead, int schedules, long seed)
            throws IOException, InterruptedException {
        var broken = BrokenGateway.without(gateway, folder.resolve("broken"), file, check, instead);
        return play(folder, broken, schedules, seed);
    }

    private static List<String> play(Path folder, GatewayLine gateway, int schedules, long seed)
            throws IOException, InterruptedException {
        var settings = new ChaosSettings(schedules, seed, OPERATIONS, GATEWAYS, false, folder, null);
        var summary = Chaos.play(settings, new ChaosGateway(folder, gateway), System.out, false);
        return summary.results().stream()
                .flatMap(result -> result.violations().stream())
                .map(violation -> violation.rule().shown())
                .toList();
    }
}
