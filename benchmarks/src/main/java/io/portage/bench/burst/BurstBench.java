package io.portage.bench.burst;

import io.portage.bench.engine.Effort;
import io.portage.bench.engine.MeasuredGateway;
import io.portage.bench.load.Upstream;
import io.portage.stubs.StubPorts;
import io.portage.stubs.StubWorld;
import io.portage.stubs.identity.TokenRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Sends the same mutations through one gateway as single requests and as bursts, in turns, to a service that takes its
/// time: all of them through one process, since two processes of one program differ by a fifth.
public final class BurstBench {
    /// So many mutations are in a burst.
    static final int ITEMS = 100;

    /// How long the service takes.
    static final Duration DELAY = Duration.ofMillis(20);

    private static final int CALLERS = 10;

    /// What a caller may send in bursts is not what is measured.
    private static final List<String> BUDGET =
            List.of("--portage.bursts.budget=100000000", "--portage.bursts.refill=1000000");

    private final Path home;
    private final Effort effort;
    private final List<String> settings;
    private final PrintStream progress;

    /// @param home folder of the project, where the gateway's jar is
    /// @param settings options of the gateway; without any, no caller's budget is ever spent
    public BurstBench(Path home, Effort effort, List<String> settings, PrintStream progress) {
        this.home = home;
        this.effort = effort;
        this.settings = settings.isEmpty() ? BUDGET : List.copyOf(settings);
        this.progress = progress;
    }

    public BurstReport run() throws IOException, InterruptedException {
        progress.println("bench: starting a gateway");
        var lastCall = new AtomicLong();
        try (var world = StubWorld.start(StubPorts.ephemeral());
                var upstream = new Upstream(DELAY, _ -> lastCall.set(System.nanoTime()));
                var gateway = MeasuredGateway.start(home, "burst", world, upstream, settings, List.of())) {
            var stage = new Stage(gateway, upstream, tokens(world), lastCall::get);
            for (int round = 1; round <= effort.warmUps(); round++) {
                for (var way : Way.values()) {
                    progress.println("bench: warming up, " + way.title());
                    stage.turn(way, 0, effort.warmUp());
                }
            }
            var turns = new ArrayList<BurstTurn>();
            for (int round = 1; round <= effort.rounds(); round++) {
                for (var way : Way.values()) {
                    turns.add(told(stage.turn(way, round, effort.measured())));
                }
            }
            return new BurstReport(ITEMS, turns);
        }
    }

    private BurstTurn told(BurstTurn turn) {
        progress.println(String.format(
                Locale.ROOT,
                "bench: round %d of %d, %s: %.0f µs CPU, %.1f ms",
                turn.round(),
                effort.rounds(),
                turn.way().title(),
                turn.cpuMicros(),
                turn.wallMillis()));
        return turn;
    }

    private static List<String> tokens(StubWorld world) {
        return IntStream.range(0, CALLERS)
                .mapToObj(i -> world.token(TokenRequest.defaults().claim("sub", "doc-" + i)))
                .toList();
    }
}
