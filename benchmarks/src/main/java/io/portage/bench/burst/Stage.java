package io.portage.bench.burst;

import io.portage.bench.engine.MeasuredGateway;
import io.portage.bench.load.Bodies;
import io.portage.bench.load.Client;
import io.portage.bench.load.Expected;
import io.portage.bench.load.Requests;
import io.portage.bench.load.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// A gateway and what is behind it, for one way after the other.
///
/// @param tokens of the callers, who take turns
/// @param lastCall when the service was called last
record Stage(MeasuredGateway gateway, Upstream upstream, List<String> tokens, LongSupplier lastCall) {
    private static final int BUSY = 16;
    private static final int BYTES = 1 << 10;
    private static final double MILLI = 1e6;

    /// What was sent, without what it cost.
    private record Load(
            long mutations,
            long unexpected,
            @Nullable String example,
            double wallMillis,
            @Nullable Double aheadMillis) {}

    BurstTurn turn(Way way, int round, Duration duration) throws IOException {
        long forwarded = upstream.requests();
        var before = gateway.cpu();
        var load = switch (way) {
            case ALONE -> singles(1, duration);
            case SINGLES -> singles(BUSY, duration);
            case DOCUMENT, LINES -> bursts(way, duration);
        };
        var cpu = gateway.cpu().minus(before);
        return new BurstTurn(
                way,
                round,
                load.mutations(),
                load.unexpected(),
                load.example(),
                upstream.requests() - forwarded,
                cpu.toNanos() / 1e3 / Math.max(1, load.mutations()),
                load.wallMillis(),
                load.aheadMillis());
    }

    /// As an outbox is sent without bursts.
    private Load singles(int atOnce, Duration duration) {
        var run = UUID.randomUUID();
        var queuedAt = "X-Queued-At: " + Instant.now().minusSeconds(3_600) + "\r\n";
        var expected = new Expected(201, "executed", BYTES);
        var requests = new Requests(
                "/v1/orders", tokens, queuedAt, number -> run + "-" + number, Bodies.json(BYTES), expected);
        try (var client = new Client(gateway.address(), atOnce)) {
            var tally = client.closed(requests, duration, Long.MAX_VALUE);
            double wall = atOnce == 1
                    ? tally.latencies().getValueAtPercentile(50) / MILLI
                    : BurstBench.ITEMS * 1e3 / tally.perSecond();
            return new Load(tally.answers(), tally.unexpected(), tally.example(), wall, null);
        }
    }

    private Load bursts(Way way, Duration duration) throws IOException {
        var walls = new Histogram(3);
        long ahead = Long.MAX_VALUE;
        long unexpected = 0;
        String example = null;
        long end = System.nanoTime() + duration.toNanos();
        try (var caller = new BurstCaller(gateway.address(), tokens, BurstBench.ITEMS, Bodies.json(BYTES), lastCall)) {
            do {
                var sent = caller.send(way == Way.LINES);
                if (sent.wrong() == null) {
                    walls.recordValue(sent.nanos());
                    ahead = Math.min(ahead, sent.ahead());
                } else {
                    unexpected++;
                    example = example == null ? sent.wrong() : example;
                }
            } while (System.nanoTime() < end);
        }
        return new Load(
                walls.getTotalCount() * BurstBench.ITEMS,
                unexpected,
                example,
                walls.getValueAtPercentile(50) / MILLI,
                way == Way.LINES ? ahead / MILLI : null);
    }
}
