package io.portage.launcher;

import io.portage.stubs.StubPorts;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./portage up`: everything that a client needs to be tried against, until somebody ends it.
@Command(name = "up")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private final PortOptions ports = new PortOptions();

    @Option(names = "--store", paramLabel = "STORE")
    private @Nullable String store;

    @Option(names = "--redis", paramLabel = "URL")
    private @Nullable String redis;

    @Option(names = "--no-stubs")
    private boolean noStubs;

    @Override
    public Integer call() throws InterruptedException {
        if (ports.help()) {
            System.out.print(Main.help("up"));
            return 0;
        }
        return stayUp(settings());
    }

    private Settings settings() {
        return new Settings(
                ProjectHome.find(),
                ports.port(),
                ports.managementPort(),
                StubPorts.DEFAULT,
                !noStubs,
                OptionValues.store(store, redis),
                OptionValues.redis(redis),
                ports.verbose());
    }

    private static int stayUp(Settings settings) throws InterruptedException {
        try (var run = Run.start(settings)) {
            System.out.println("ready " + settings.gateway());
            run.awaitEnd();
            return 0;
        }
    }
}
