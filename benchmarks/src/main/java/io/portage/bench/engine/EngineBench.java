package io.portage.bench.engine;

import io.portage.bench.load.Upstream;
import io.portage.stubs.StubPorts;
import io.portage.stubs.StubWorld;
import io.portage.stubs.identity.TokenRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Starts gateways, one for each store, and lets all lanes take turns, so that a noisy moment hits all alike. What has
/// a key is compared with what has none in the same process: two processes of one program differ by a fifth.
public final class EngineBench {
    /// Enough that nobody meets the bound on one caller's mutations; replays go round a multiple of it.
    private static final int CALLERS = 10;

    private final Path home;
    private final Effort effort;
    private final PrintStream progress;

    /// @param home folder of the project, where the gateway's jar is
    public EngineBench(Path home, Effort effort, PrintStream progress) {
        this.home = home;
        this.effort = effort;
        this.progress = progress;
    }

    public EngineReport run() throws IOException, InterruptedException {
        try (var world = StubWorld.start(StubPorts.ephemeral());
                var upstream = new Upstream();
                var embedded = contestant(world, upstream, "embedded", null);
                var redis = onRedis(world, upstream)) {
            var contestants = redis == null ? List.of(embedded) : List.of(embedded, redis);
            var machine = Machine.here(
                    redis == null || redis.redis() == null
                            ? null
                            : redis.redis().version());
            var skipped = redis == null ? List.of("the Redis store: " + RedisServer.ABSENT) : List.<String>of();
            var turns = new ArrayList<Turn>();
            for (int bytes : effort.sizes()) {
                turns.addAll(rounds(lanes(contestants, bytes, tokens(world), upstream)));
            }
            return EngineReport.of(machine, effort, skipped, turns);
        }
    }

    private @Nullable Contestant onRedis(StubWorld world, Upstream upstream) throws IOException, InterruptedException {
        var program = RedisServer.program();
        if (program.isEmpty()) {
            progress.println("bench: skipping the Redis store: " + RedisServer.ABSENT);
            return null;
        }
        var redis = RedisServer.start(program.get());
        try {
            return contestant(world, upstream, "redis", redis);
        } catch (IOException | InterruptedException | RuntimeException e) {
            redis.close();
            throw e;
        }
    }

    private Contestant contestant(StubWorld world, Upstream upstream, String store, @Nullable RedisServer redis)
            throws IOException, InterruptedException {
        progress.println("bench: starting a gateway on the " + store + " store");
        var options = new ArrayList<>(List.of("--portage.store=" + store));
        if (redis != null) {
            options.add("--portage.redis.url=" + redis.url());
        }
        var log = home.resolve("target/bench-gateway-" + store + ".log");
        return new Contestant(store, GatewayProcess.start(gatewayJar(), world, upstream, log, options), redis);
    }

    private Path gatewayJar() {
        var said = System.getProperty("portage.gateway.jar");
        return said == null ? home.resolve("bff-gateway/target/bff-gateway.jar") : Path.of(said);
    }

    private static List<String> tokens(StubWorld world) {
        return IntStream.range(0, CALLERS)
                .mapToObj(i -> world.token(TokenRequest.defaults().claim("sub", "doc-" + i)))
                .toList();
    }

    private static List<Lane> lanes(List<Contestant> contestants, int bytes, List<String> tokens, Upstream upstream) {
        var lanes = new ArrayList<Lane>();
        for (var contestant : contestants) {
            for (var kind : Kind.values()) {
                lanes.add(new Lane(contestant, kind, bytes, tokens, upstream));
            }
        }
        return lanes;
    }

    private List<Turn> rounds(List<Lane> lanes) throws IOException {
        // more than once, so that no lane is measured on what only later lanes have made fast
        for (int round = 1; round <= effort.warmUps(); round++) {
            for (var lane : lanes) {
                progress.println("bench: warming up, " + lane.title());
                lane.warmUp(effort);
            }
        }
        var turns = new ArrayList<Turn>();
        for (int round = 1; round <= effort.rounds(); round++) {
            for (var lane : lanes) {
                var turn = lane.turn(round, effort);
                turns.add(turn);
                progress.println(String.format(
                        Locale.ROOT,
                        "bench: round %d of %d, %s: %.0f µs CPU, %.0f requests/s, p99 %.1f ms",
                        round,
                        effort.rounds(),
                        lane.title(),
                        turn.cpuMicros(),
                        turn.perSecond(),
                        turn.p99Micros() / 1e3));
            }
        }
        return turns;
    }
}
