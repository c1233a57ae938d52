package io.portage.bench.engine;

import org.jspecify.annotations.Nullable;

/// Turns that were never taken.
final class Turns {
    private Turns() {}

    static Turn turn(String store, Kind kind, int round, double cpu, double p99) {
        @Nullable Double ofRedis = store.equals("redis") ? Double.valueOf(2) : null;
        return new Turn(1_024, store, kind, round, 100, 0, null, 100, cpu, ofRedis, ofRedis, 1_000, 9, 500, p99);
    }

    static Turn wrong(Turn turn) {
        return new Turn(
                turn.bytes(),
                turn.store(),
                turn.kind(),
                turn.round(),
                turn.answers(),
                3,
                "503",
                turn.forwarded(),
                turn.cpuMicros(),
                turn.redisMicros(),
                turn.scripts(),
                turn.perSecond(),
                turn.pacedCpuMicros(),
                turn.p50Micros(),
                turn.p99Micros());
    }
}
