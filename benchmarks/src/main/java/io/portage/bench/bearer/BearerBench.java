package io.portage.bench.bearer;

import io.portage.bench.engine.Effort;
import io.portage.bench.engine.MeasuredGateway;
import io.portage.bench.load.Client;
import io.portage.bench.load.Expected;
import io.portage.bench.load.Requests;
import io.portage.bench.load.Tally;
import io.portage.bench.load.Upstream;
import io.portage.bench.trust.TrustingStation;
import io.portage.stubs.StubPorts;
import io.portage.stubs.StubWorld;
import io.portage.stubs.identity.TokenRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Forwards GET requests through one gateway, whose tokens are verified, known or not looked at, in turns: all of them
/// in one process, since two processes of one program differ by a fifth.
public final class BearerBench {
    private static final String PATH = "/v1/order-sets";
    private static final int BUSY = 16;
    private static final int CALLERS = 10;
    private static final int TOKENS = 2_000;
    private static final String SPOILT = "AAAAAAAAAAAAAAAA";

    /// Room for some forty tokens: ten stay known, and two thousand in turn are forgotten before they come again.
    private static final String CACHE = "--portage.token.cache=64KB";

    private final Path home;
    private final Effort effort;
    private final PrintStream progress;

    /// @param home folder of the project, where the gateway's jar is
    public BearerBench(Path home, Effort effort, PrintStream progress) {
        this.home = home;
        this.effort = effort;
        this.progress = progress;
    }

    public BearerReport run() throws IOException, InterruptedException {
        progress.println("bench: starting a gateway");
        try (var world = StubWorld.start(StubPorts.ephemeral());
                var upstream = new Upstream();
                var gateway = MeasuredGateway.start(
                        home, "bearer", world, upstream, List.of(CACHE), List.of(TrustFolder.write()))) {
            var tokens = tokens(world);
            for (int round = 1; round <= effort.warmUps(); round++) {
                for (var bearer : Bearer.values()) {
                    progress.println("bench: warming up, " + bearer.title());
                    send(gateway, bearer, tokens, effort.warmUp());
                }
            }
            var turns = new ArrayList<BearerTurn>();
            for (int round = 1; round <= effort.rounds(); round++) {
                for (var bearer : Bearer.values()) {
                    turns.add(turn(gateway, bearer, round, tokens));
                }
            }
            return new BearerReport(turns);
        }
    }

    private static Map<Bearer, List<String>> tokens(StubWorld world) {
        var all = IntStream.range(0, TOKENS)
                .mapToObj(i -> world.token(TokenRequest.defaults().claim("sub", "doc-" + i % CALLERS)))
                .toList();
        var tokens = new EnumMap<Bearer, List<String>>(Bearer.class);
        tokens.put(
                Bearer.TRUSTED,
                all.subList(0, CALLERS).stream().map(BearerBench::spoilt).toList());
        tokens.put(Bearer.KNOWN, all.subList(0, CALLERS));
        tokens.put(Bearer.NEW, all);
        return tokens;
    }

    /// As long as it was, and refused by whoever looks at it.
    private static String spoilt(String token) {
        return token.substring(0, token.length() - SPOILT.length()) + SPOILT;
    }

    private BearerTurn turn(MeasuredGateway gateway, Bearer bearer, int round, Map<Bearer, List<String>> tokens) {
        var before = gateway.cpu();
        var tally = send(gateway, bearer, tokens, effort.measured());
        double micros = gateway.cpu().minus(before).toNanos() / 1e3 / Math.max(1, tally.answers());
        progress.println(String.format(
                Locale.ROOT, "bench: round %d of %d, %s: %.0f µs CPU", round, effort.rounds(), bearer.title(), micros));
        return new BearerTurn(
                bearer, round, tally.answers(), tally.unexpected(), tally.example(), micros, tally.perSecond());
    }

    private static Tally send(
            MeasuredGateway gateway, Bearer bearer, Map<Bearer, List<String>> tokens, Duration duration) {
        var mark = bearer == Bearer.TRUSTED ? TrustingStation.HEADER : "X-Bench-Verified";
        var own = tokens.getOrDefault(bearer, List.of());
        var requests = Requests.reads(PATH, own, mark + ": yes\r\n", new Expected(201, null, Upstream.ANSWER_TO_READ));
        try (var client = new Client(gateway.address(), BUSY)) {
            return client.closed(requests, duration, Long.MAX_VALUE);
        }
    }
}
