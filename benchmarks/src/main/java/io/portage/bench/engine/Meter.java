package io.portage.bench.engine;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a gateway and its Redis have used up so far.
///
/// @param gateway CPU time of the gateway
/// @param redis CPU time of Redis; null without Redis
/// @param scripts scripts on Redis
record Meter(Duration gateway, @Nullable Duration redis, long scripts) {
    static Meter of(Contestant contestant) throws IOException {
        var redis = contestant.redis();
        return new Meter(
                Processes.cpu(contestant.gateway().process()),
                redis == null ? null : Processes.cpu(redis.process()),
                redis == null ? 0 : redis.scripts());
    }

    /// What was used up since another reading.
    Meter since(Meter before) {
        return new Meter(
                gateway.minus(before.gateway),
                redis == null || before.redis == null ? null : redis.minus(before.redis),
                scripts - before.scripts);
    }

    double gatewayMicros(long requests) {
        return micros(gateway, requests);
    }

    @Nullable
    Double redisMicros(long requests) {
        return redis == null ? null : Double.valueOf(micros(redis, requests));
    }

    @Nullable
    Double scripts(long requests) {
        return redis == null ? null : Double.valueOf(scripts / (double) Math.max(1, requests));
    }

    private static double micros(Duration time, long requests) {
        return time.toNanos() / 1e3 / Math.max(1, requests);
    }
}
