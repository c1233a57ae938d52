package io.portage.bench.phones;

import com.sun.management.UnixOperatingSystemMXBean;
import io.portage.bench.engine.MeasuredGateway;
import io.portage.bench.load.Upstream;
import io.portage.stubs.StubPorts;
import io.portage.stubs.StubWorld;
import io.portage.stubs.identity.TokenRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Lets many phones of a large tenant and a few of a small one come back at once, while others are online.
public final class PhonesBench {
    private static final Duration DELAY = Duration.ofMillis(20);
    private static final int ONLINE = 20;

    /// What both processes need beside one socket for each phone.
    private static final long OTHER_FILES = 1_000;

    private final Path home;
    private final Scene scene;
    private final List<String> settings;
    private final PrintStream progress;

    /// @param home folder of the project, where the gateway's jar is
    /// @param settings options of the gateway
    public PhonesBench(Path home, Scene scene, List<String> settings, PrintStream progress) {
        this.home = home;
        this.scene = scene;
        this.settings = List.copyOf(settings);
        this.progress = progress;
    }

    public PhonesReport run() throws IOException, InterruptedException {
        demandFiles();
        progress.println("bench: starting a gateway");
        var delivered = new Delivered();
        try (var world = StubWorld.start(StubPorts.ephemeral());
                var upstream = new Upstream(DELAY, delivered::arrived);
                var gateway = MeasuredGateway.start(home, "phones", world, upstream, settings, List.of())) {
            progress.println("bench: signing the tokens of " + scene.phones() + " users");
            var owners = owners(world, "phone", scene.phones());
            progress.println("bench: warming up");
            var rehearsal = scene.rehearsal();
            new Fleet("warm", rehearsal, owners(world, "warm", rehearsal.phones()))
                    .comeBack(gateway.address(), new Timeline());
            try (var singles = new Singles(gateway.address(), online(world), scene.rate())) {
                return play(gateway, new Fleet("phone", scene, owners), singles, delivered);
            }
        }
    }

    private PhonesReport play(MeasuredGateway gateway, Fleet fleet, Singles singles, Delivered delivered)
            throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(scene.quiet().toNanos());
        progress.println("bench: " + scene.phones() + " phones come back");
        var before = gateway.cpu();
        singles.phonesComeBack();
        long begin = System.nanoTime();
        var timeline = new Timeline();
        fleet.comeBack(gateway.address(), timeline);
        long drained = System.nanoTime() - begin;
        singles.outboxesAreEmpty();
        var cpu = gateway.cpu().minus(before);
        progress.println("bench: all outboxes are empty");
        TimeUnit.NANOSECONDS.sleep(scene.quiet().toNanos());
        var surprises = fleet.phones().stream()
                .map(Phone::surprise)
                .filter(Objects::nonNull)
                .toList();
        return new PhonesReport(
                scene,
                fleet.mutations(),
                drained / 1e9,
                delivered.lost(fleet.phones()),
                delivered.doubled(fleet.phones()),
                surprises.size(),
                surprises.isEmpty() ? null : surprises.getFirst(),
                cpu.toNanos() / 1e9,
                TenantWait.of(fleet.phones()),
                OnlineWait.of(singles.end()),
                timeline.reasons(),
                timeline.seconds());
    }

    private static List<Owner> owners(StubWorld world, String name, int count) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> owner(world, name + "-" + i, i))
                .toList();
    }

    private static Owner owner(StubWorld world, String subject, int number) {
        var tenant = number % Scene.SMALL_TENANT == 0 ? "south" : "north";
        var request = TokenRequest.defaults().claim("sub", subject).claim("tenant_id", tenant);
        return new Owner(tenant, world.token(request));
    }

    private static List<String> online(StubWorld world) {
        return IntStream.range(0, ONLINE)
                .mapToObj(i -> owner(world, "online-" + i, i % 2).token())
                .toList();
    }

    private void demandFiles() throws IOException {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            demandFiles(system.getMaxFileDescriptorCount());
        }
    }

    /// Both processes have the same bound, and one socket for each phone.
    void demandFiles(long bound) throws IOException {
        long needed = scene.phones() + OTHER_FILES;
        if (bound < needed) {
            throw new IOException(
                    "open files: " + bound + " (expected: at least " + needed + ", see ulimit -n, or fewer phones)");
        }
    }
}
