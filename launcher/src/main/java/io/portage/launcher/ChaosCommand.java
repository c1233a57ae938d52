package io.portage.launcher;

import io.portage.launcher.chaos.Chaos;
import io.portage.launcher.chaos.ChaosGateway;
import io.portage.launcher.chaos.ChaosSettings;
import io.portage.stubs.StubPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./portage chaos`: breaks what can break, over and over, and checks what every mutation came to.
@Command(name = "chaos")
final class ChaosCommand implements Callable<Integer> {
    private static final int VIOLATED = 1;

    @Option(names = "--schedules", paramLabel = "N")
    private String schedules = "20";

    @Option(names = "--seed", paramLabel = "S")
    private @Nullable String seed;

    @Option(names = "--operations", paramLabel = "N")
    private String operations = "80";

    @Option(names = "--gateways", paramLabel = "N")
    private String gateways = "3";

    @Option(names = "--report", paramLabel = "FILE")
    private @Nullable Path report;

    @Option(names = "--keep-going")
    private boolean keepGoing;

    @Option(
            names = {"--help", "-h"},
            help = true)
    private boolean help;

    @Override
    public Integer call() throws InterruptedException {
        if (help) {
            System.out.print(Main.help("chaos"));
            return 0;
        }
        var home = ProjectHome.find();
        try {
            return play(home, settings(home));
        } catch (IOException e) {
            throw new LaunchFailure("chaos: " + e.getMessage());
        }
    }

    private int play(Path home, ChaosSettings settings) throws IOException, InterruptedException {
        var line = new ChaosGateway(
                settings.folder(), (port, management, stubs, redis) -> command(home, port, management, stubs, redis));
        var summary = Chaos.play(settings, line, System.out, Boolean.getBoolean("portage.terminal"));
        return summary.passed() ? 0 : VIOLATED;
    }

    private ChaosSettings settings(Path home) {
        return new ChaosSettings(
                OptionValues.number("--schedules", schedules, 1, 1_000_000),
                seed == null ? new Random().nextInt(1, Integer.MAX_VALUE) : OptionValues.number("--seed", seed),
                OptionValues.number("--operations", operations, 1, 10_000),
                OptionValues.number("--gateways", gateways, 1, 16),
                keepGoing,
                home.resolve("target/chaos-" + ProcessHandle.current().pid()),
                report);
    }

    static List<String> command(Path home, int port, int management, StubPorts stubs, URI redis) {
        return GatewayCommand.of(new Settings(home, port, management, stubs, true, "redis", redis, false));
    }
}
