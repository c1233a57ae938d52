package io.portage.bench.engine;

import io.portage.bench.load.Bodies;
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

    String title() {
        return bytes / 1024 + " KiB, " + contestant.store() + ", " + kind.title();
    }

    /// What fails meanwhile counts for nothing: a first call to Redis may take longer than a caller waits.
    void warmUp(Effort effort) throws IOException {
        contestant.client().closed(prepared(effort), BUSY, effort.warmUp());
        forget();
    }

    Turn turn(int round, Effort effort) throws IOException {
        var requests = prepared(effort);
        var redis = contestant.redis();
        long forwarded = upstream.requests();
        long scripts = redis == null ? 0 : redis.scripts();
        var redisCpu = redis == null ? Duration.ZERO : Processes.cpu(redis.process());
        var cpu = cpu();
        var fast = contestant.client().closed(requests, BUSY, effort.measured());
        var between = cpu();
        double all = Math.max(1, fast.answers());
        var redisMicros = redis == null ? null : micros(redisCpu, Processes.cpu(redis.process())) / all;
        var scriptsEach = redis == null ? null : (redis.scripts() - scripts) / all;
        var paced = contestant.client().open(requests, effort.rate(), effort.measured());
        var after = cpu();
        var latencies = paced.latencies();
        forget();
        return new Turn(
                bytes,
                contestant.store(),
                kind,
                round,
                fast.answers() + paced.answers(),
                fast.unexpected() + paced.unexpected(),
                fast.example() == null ? paced.example() : fast.example(),
                upstream.requests() - forwarded,
                micros(cpu, between) / all,
                redisMicros,
                scriptsEach,
                fast.perSecond(),
                micros(between, after) / Math.max(1, paced.answers()),
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3);
    }

    /// Requests whose records, where they need any, are there.
    private Requests prepared(Effort effort) throws IOException {
        return switch (kind) {
            case PLAIN -> requests(kind, _ -> null);
            case KEYED -> requests(kind, fresh());
            case REPLAY -> {
                var keys = fresh();
                var first = requests(Kind.KEYED, keys);
                demand(contestant.client().closed(first, BUSY, Duration.ofMinutes(1), effort.replayed()));
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

    private Duration cpu() {
        return Processes.cpu(contestant.gateway().process());
    }

    private static double micros(Duration before, Duration after) {
        return after.minus(before).toNanos() / 1e3;
    }
}
