package io.portage.bench.engine;

import io.portage.bench.load.Bodies;
import io.portage.bench.load.Client;
import io.portage.bench.load.Expected;
import io.portage.bench.load.Requests;
import io.portage.bench.load.Tally;
import io.portage.bench.load.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// One kind of request with one size of body to one gateway; lanes take turns.
///
/// @param tokens of the callers
/// @param upstream what is behind the gateway
record Lane(Contestant contestant, Kind kind, int bytes, List<String> tokens, Upstream upstream) {
    private static final String PATH = "/v1/orders";

    /// Enough to keep a few cores busy, and few enough that nobody waits for long.
    private static final int BUSY = 16;

    /// More than are ever under way at a fixed rate that the gateway can bear.
    private static final int SPARE = 64;

    String title() {
        return bytes / 1024 + " KiB, " + contestant.store() + ", " + kind.title();
    }

    /// What fails meanwhile counts for nothing: a first call to Redis may take longer than a caller waits.
    void warmUp(Effort effort) throws IOException {
        fast(prepared(effort), effort.warmUp(), Long.MAX_VALUE);
        forget();
    }

    Turn turn(int round, Effort effort) throws IOException {
        var requests = prepared(effort);
        long forwarded = upstream.requests();
        var before = Meter.of(contestant);
        var fast = fast(requests, effort.measured(), Long.MAX_VALUE);
        var between = Meter.of(contestant);
        var paced = paced(requests, effort);
        var after = Meter.of(contestant);
        forget();
        return turn(round, fast, between.since(before), paced, after.since(between), upstream.requests() - forwarded);
    }

    private Turn turn(int round, Tally fast, Meter fastCost, Tally paced, Meter pacedCost, long forwarded) {
        return new Turn(
                bytes,
                contestant.store(),
                kind,
                round,
                fast.answers() + paced.answers(),
                fast.unexpected() + paced.unexpected(),
                fast.example() == null ? paced.example() : fast.example(),
                forwarded,
                fastCost.gatewayMicros(fast.answers()),
                fastCost.redisMicros(fast.answers()),
                fastCost.scripts(fast.answers()),
                fast.perSecond(),
                pacedCost.gatewayMicros(paced.answers()),
                paced.latencies().getValueAtPercentile(50) / 1e3,
                paced.latencies().getValueAtPercentile(99) / 1e3);
    }

    /// With connections of its own: those that idle while others take their turn are closed by the gateway.
    private Tally fast(Requests requests, Duration duration, long most) {
        try (var client = new Client(contestant.gateway().address(), BUSY)) {
            return client.closed(requests, duration, most);
        }
    }

    private Tally paced(Requests requests, Effort effort) {
        try (var client = new Client(contestant.gateway().address(), SPARE)) {
            return client.open(requests, effort.rate(), effort.measured());
        }
    }

    /// Requests whose records, where they need any, are there.
    private Requests prepared(Effort effort) throws IOException {
        return switch (kind) {
            case PLAIN -> requests(kind, _ -> null);
            case KEYED -> requests(kind, fresh());
            case REPLAY -> {
                var keys = fresh();
                var first = requests(Kind.KEYED, keys);
                demand(fast(first, Duration.ofMinutes(1), effort.replayed()));
                yield requests(kind, number -> keys.apply(number % effort.replayed()));
            }
        };
    }

    private Requests requests(Kind asked, LongFunction<@Nullable String> keys) {
        var expected = new Expected(201, asked.idempotencyStatus(), bytes);
        return new Requests(PATH, tokens, keys, Bodies.json(bytes), expected);
    }

    private static LongFunction<@Nullable String> fresh() {
        var run = UUID.randomUUID();
        return number -> run + "-" + number;
    }

    private static void demand(Tally tally) throws IOException {
        if (tally.unexpected() > 0) {
            throw new IOException(tally.unexpected() + " answers were not as expected, such as " + tally.example());
        }
    }

    private void forget() throws IOException {
        var redis = contestant.redis();
        if (redis != null) {
            redis.forget();
        }
    }
}
