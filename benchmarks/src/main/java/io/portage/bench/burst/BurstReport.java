package io.portage.bench.burst;

import io.portage.bench.engine.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Everything that a run measured.
///
/// @param items how many mutations a burst has
public record BurstReport(int items, List<BurstTurn> turns) {
    private static final String HEAD = """
            | %d mutations as | gateway, CPU µs each | × POSTs | ms | × one alone | first line before last call, ms |
            |---|--:|--:|--:|--:|--:|
            """;
    private static final String NOTHING = "–";

    public BurstReport {
        turns = List.copyOf(turns);
    }

    /// Answers that should have been others.
    public long unexpected() {
        return turns.stream().mapToLong(BurstTurn::unexpected).sum();
    }

    /// As Markdown: medians of the rounds, with (least–most). Ratios compare turns of one round.
    public String table() {
        var text = new StringBuilder(HEAD.formatted(items));
        for (var way : Way.values()) {
            text.append(row(way));
        }
        turns.stream()
                .map(BurstTurn::example)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(example -> text.append(
                        "\n%d answers were not as expected, such as %s\n".formatted(unexpected(), example)));
        return text.toString();
    }

    private String row(Way way) {
        boolean alone = way == Way.ALONE;
        boolean base = alone || way == Way.SINGLES;
        return "| %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        way.title(),
                        spread("%.0f", of(way).map(BurstTurn::cpuMicros)),
                        base ? NOTHING : spread("%.2f", compared(way, Way.SINGLES, BurstTurn::cpuMicros)),
                        spread("%.0f", of(way).map(BurstTurn::wallMillis)),
                        alone ? NOTHING : spread("%.1f", compared(way, Way.ALONE, BurstTurn::wallMillis)),
                        way == Way.LINES
                                ? spread(
                                        "%.0f",
                                        of(way).map(BurstTurn::aheadMillis).filter(Objects::nonNull))
                                : NOTHING);
    }

    private Stream<BurstTurn> of(Way way) {
        return turns.stream().filter(turn -> turn.way() == way);
    }

    private Stream<Double> compared(Way way, Way base, ToDoubleFunction<BurstTurn> value) {
        return of(way).map(own -> value.applyAsDouble(own) / value.applyAsDouble(of(base, own.round())));
    }

    private BurstTurn of(Way way, int round) {
        return of(way).filter(turn -> turn.round() == round).findFirst().orElseThrow();
    }

    private static String spread(String format, Stream<Double> values) {
        var spread = Spread.of(values.toList());
        return "%s (%s–%s)"
                .formatted(
                        String.format(Locale.ROOT, format, spread.median()),
                        String.format(Locale.ROOT, format, spread.least()),
                        String.format(Locale.ROOT, format, spread.most()));
    }
}
