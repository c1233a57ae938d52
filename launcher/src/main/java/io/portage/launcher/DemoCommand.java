package io.portage.launcher;

import io.portage.launcher.demo.Demo;
import io.portage.stubs.StubPorts;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./portage demo`: starts everything, plays the story, and leaves or stays.
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    private static final int NOT_AS_EXPECTED = 1;

    /// What a shell expects of a program that Ctrl-C ended.
    private static final int STOPPED = 130;

    @Mixin
    private final PortOptions ports = new PortOptions();

    @Option(names = "--exit")
    private boolean exit;

    @Option(names = "--free-ports")
    private boolean freePorts;

    @Override
    public Integer call() throws InterruptedException {
        if (ports.help()) {
            System.out.print(Main.help("demo"));
            return 0;
        }
        var settings = settings();
        try (var run = Run.start(settings)) {
            run.exitWith(STOPPED);
            boolean asExpected = demo(settings, run).play();
            if (run.isEnding()) {
                return STOPPED;
            }
            if (!exit) {
                stay(run, settings, asExpected);
            }
            return asExpected ? 0 : NOT_AS_EXPECTED;
        }
    }

    private Settings settings() {
        if (!freePorts) {
            return settings(ports.port(), ports.managementPort(), StubPorts.DEFAULT);
        }
        var free = PortCheck.free(7);
        var stubs = new StubPorts(free.get(2), free.get(3), free.get(4), free.get(5), free.get(6));
        return settings(ports.port(free.get(0)), ports.managementPort(free.get(1)), stubs);
    }

    private Settings settings(int port, int managementPort, StubPorts stubs) {
        return new Settings(ProjectHome.find(), port, managementPort, stubs, true, null, null, ports.verbose());
    }

    private static Demo demo(Settings settings, Run run) {
        return Demo.of(
                settings.gateway(),
                URI.create("http://localhost:" + settings.stubPorts().control()),
                settings::service,
                System.out,
                Boolean.getBoolean("portage.terminal"),
                run::isEnding);
    }

    private static void stay(Run run, Settings settings, boolean asExpected) throws InterruptedException {
        run.exitWith(asExpected ? 0 : NOT_AS_EXPECTED);
        System.out.print(Invitation.to(settings));
        run.awaitEnd();
    }
}
