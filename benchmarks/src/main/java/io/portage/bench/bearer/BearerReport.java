package io.portage.bench.bearer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/// Everything that a run measured.
public record BearerReport(List<BearerTurn> turns) {
    private static final String HEAD = """
            | GET with | gateway, CPU µs | × not verified | added µs | requests/s |
            |---|--:|--:|--:|--:|
            """;

    public BearerReport {
        turns = List.copyOf(turns);
    }

    /// Answers that should have been others.
    public long unexpected() {
        return turns.stream().mapToLong(BearerTurn::unexpected).sum();
    }

    /// As Markdown: medians of the rounds, with (least–most). Ratios compare turns of one round.
    public String table() {
        var text = new StringBuilder(HEAD);
        for (var bearer : Bearer.values()) {
            text.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(
                            bearer.title(),
                            spread("%.0f", of(bearer).map(BearerTurn::cpuMicros)),
                            bearer == Bearer.TRUSTED
                                    ? "1"
                                    : spread("%.2f", compared(bearer, (own, base) -> own / base)),
                            bearer == Bearer.TRUSTED
                                    ? "–"
                                    : spread("%+.0f", compared(bearer, (own, base) -> own - base)),
                            spread("%.0f", of(bearer).map(BearerTurn::perSecond))));
        }
        turns.stream()
                .map(BearerTurn::example)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(example -> text.append(
                        "\n%d answers were not as expected, such as %s\n".formatted(unexpected(), example)));
        return text.toString();
    }

    private Stream<BearerTurn> of(Bearer bearer) {
        return turns.stream().filter(turn -> turn.bearer() == bearer);
    }

    private Stream<Double> compared(Bearer bearer, BinaryOperator<Double> comparison) {
        return of(bearer).map(own -> comparison.apply(own.cpuMicros(), base(own.round())));
    }

    private double base(int round) {
        return of(Bearer.TRUSTED)
                .filter(turn -> turn.round() == round)
                .findFirst()
                .orElseThrow()
                .cpuMicros();
    }

    private static String spread(String format, Stream<Double> values) {
        double[] sorted = values.mapToDouble(Double::doubleValue).sorted().toArray();
        var shown = Arrays.stream(new double[] {sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]})
                .mapToObj(value -> String.format(Locale.ROOT, format, value))
                .toList();
        return "%s (%s–%s)".formatted(shown.toArray());
    }
}
