package io.portage.bench.engine;

import org.jspecify.annotations.Nullable;

/// What one turn of one lane came to.
///
/// @param bytes size of the body, of request and answer alike
/// @param store the gateway's store
/// @param kind what was asked
/// @param round which round it was
/// @param answers as expected, of both stretches
/// @param unexpected answers that should have been others
/// @param example one of them; null where there are none
/// @param forwarded how many requests reached the service
/// @param cpuMicros CPU time of the gateway for a request, as fast as it went
/// @param redisMicros CPU time of Redis for a request; null without Redis
/// @param scripts scripts on Redis for a request; null without Redis
/// @param perSecond requests a second, as fast as it went
/// @param pacedCpuMicros CPU time of the gateway for a request, at the fixed rate
/// @param p50Micros latency at the fixed rate, from when a request was due
/// @param p99Micros the same
public record Turn(
        int bytes,
        String store,
        Kind kind,
        int round,
        long answers,
        long unexpected,
        @Nullable String example,
        long forwarded,
        double cpuMicros,
        @Nullable Double redisMicros,
        @Nullable Double scripts,
        double perSecond,
        double pacedCpuMicros,
        double p50Micros,
        double p99Micros) {}
