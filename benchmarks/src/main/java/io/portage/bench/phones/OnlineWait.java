package io.portage.bench.phones;

import io.portage.bench.load.Tally;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How long single requests took in one phase, in milliseconds.
///
/// @param unexpected answers that should have been others
/// @param example one of them; null where there are none
public record OnlineWait(
        String phase,
        long answers,
        long unexpected,
        @Nullable String example,
        double p50,
        double p99,
        double most) {
    private static final double MILLI = 1e6;

    static List<OnlineWait> of(Map<Singles.Phase, Tally> tallies) {
        return new TreeMap<>(tallies)
                .entrySet().stream()
                        .map(entry -> of(entry.getKey().name().toLowerCase(Locale.ROOT), entry.getValue()))
                        .toList();
    }

    private static OnlineWait of(String phase, Tally tally) {
        var latencies = tally.latencies();
        return new OnlineWait(
                phase,
                tally.answers(),
                tally.unexpected(),
                tally.example(),
                latencies.getValueAtPercentile(50) / MILLI,
                latencies.getValueAtPercentile(99) / MILLI,
                latencies.getMaxValue() / MILLI);
    }
}
