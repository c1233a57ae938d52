package io.portage.bench.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What one lane came to over all rounds.
///
/// @param cpuMicros CPU time of the gateway for a request, as fast as it went
/// @param timesPlain that time relative to the plain POST to the same process in the same round
/// @param added what is beyond the plain POST to the same process in the same round
/// @param redisMicros CPU time of Redis for a request; null without Redis
/// @param scripts scripts on Redis for a request; null without Redis
/// @param perSecond requests a second, as fast as it went
/// @param p50Micros latency at the fixed rate
/// @param p99Micros latency at the fixed rate
/// @param p99TimesPlain that latency relative to the plain POST to the same process in the same round
public record Row(
        int bytes,
        String store,
        Kind kind,
        Spread cpuMicros,
        Spread timesPlain,
        Spread added,
        @Nullable Spread redisMicros,
        @Nullable Spread scripts,
        Spread perSecond,
        Spread p50Micros,
        Spread p99Micros,
        Spread p99TimesPlain) {
    private record Lane(int bytes, String store, Kind kind) {}

    /// One row for each lane, in the order in which lanes took turns.
    public static List<Row> of(List<Turn> turns) {
        Map<Lane, List<Turn>> lanes = new LinkedHashMap<>();
        for (var turn : turns) {
            lanes.computeIfAbsent(new Lane(turn.bytes(), turn.store(), turn.kind()), _ -> new ArrayList<>())
                    .add(turn);
        }
        var rows = new ArrayList<Row>();
        lanes.forEach((lane, own) -> {
            var plain = lanes.get(new Lane(lane.bytes(), lane.store(), Kind.PLAIN));
            if (plain == null || plain.size() != own.size()) {
                throw new IllegalArgumentException(lane + " (expected: a plain POST in each of its rounds)");
            }
            rows.add(row(lane, own, plain));
        });
        return rows;
    }

    private static Row row(Lane lane, List<Turn> turns, List<Turn> plain) {
        return new Row(
                lane.bytes(),
                lane.store(),
                lane.kind(),
                spread(turns, Turn::cpuMicros),
                spread(pairs(turns, plain, (turn, base) -> turn.cpuMicros() / base.cpuMicros())),
                spread(pairs(turns, plain, (turn, base) -> turn.cpuMicros() - base.cpuMicros())),
                ofRedis(turns, Turn::redisMicros),
                ofRedis(turns, Turn::scripts),
                spread(turns, Turn::perSecond),
                spread(turns, Turn::p50Micros),
                spread(turns, Turn::p99Micros),
                spread(pairs(turns, plain, (turn, base) -> turn.p99Micros() / base.p99Micros())));
    }

    private interface Comparison {
        double of(Turn turn, Turn plain);
    }

    private static List<Double> pairs(List<Turn> turns, List<Turn> plain, Comparison comparison) {
        var values = new ArrayList<Double>();
        for (int i = 0; i < turns.size(); i++) {
            values.add(comparison.of(turns.get(i), plain.get(i)));
        }
        return values;
    }

    private static Spread spread(List<Turn> turns, ToDoubleFunction<Turn> value) {
        return spread(turns.stream().map(value::applyAsDouble).toList());
    }

    private static Spread spread(List<Double> values) {
        return Spread.of(values);
    }

    private interface OfRedis {
        @Nullable
        Double of(Turn turn);
    }

    private static @Nullable Spread ofRedis(List<Turn> turns, OfRedis value) {
        var values = new ArrayList<Double>();
        for (var turn : turns) {
            var number = value.of(turn);
            if (number == null) {
                return null;
            }
            values.add(number);
        }
        return Spread.of(values);
    }
}
