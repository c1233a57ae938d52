package io.portage.bench.engine;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A report as Markdown, for people.
public final class Table {
    private static final String HEAD = """
            | body | store | POST | gateway, CPU µs | × no key | added µs | Redis, CPU µs | scripts | requests/s | p50 ms | p99 ms | × no key |
            |--:|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """;

    private Table() {}

    public static String of(EngineReport report) {
        var text = new StringBuilder(head(report)).append(HEAD);
        report.rows().forEach(row -> text.append(row(row)));
        report.skipped().forEach(what -> text.append("\nskipped: ").append(what).append('\n'));
        report.turns().stream()
                .map(Turn::example)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(example -> text.append(
                        "\n%d answers were not as expected, such as %s\n".formatted(report.unexpected(), example)));
        return text.toString();
    }

    private static String head(EngineReport report) {
        var machine = report.machine();
        var effort = report.effort();
        return """
                %d cores, %s; Java %s, %s; Redis %s.
                %d rounds in turn; each %s s as fast as it goes (CPU, requests/s) and %s s at %d requests/s (latency,
                from when a request was due). Medians of the rounds, with (least–most).

                """.formatted(
                        machine.cores(),
                        machine.system(),
                        machine.java(),
                        machine.jvmOptions(),
                        machine.redis() == null ? "none" : machine.redis(),
                        effort.rounds(),
                        seconds(effort),
                        seconds(effort),
                        effort.rate());
    }

    private static String seconds(Effort effort) {
        return number("%.1f", effort.measured().toMillis() / 1e3);
    }

    private static String row(Row row) {
        return "| %d KiB | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        row.bytes() / 1024,
                        row.store(),
                        row.kind().title(),
                        spread("%.0f", row.cpuMicros(), 1),
                        row.kind() == Kind.PLAIN ? "1" : spread("%.2f", row.timesPlain(), 1),
                        row.kind() == Kind.PLAIN ? "–" : spread("%+.0f", row.added(), 1),
                        orNone("%.0f", row.redisMicros()),
                        orNone("%.2f", row.scripts()),
                        number("%.0f", row.perSecond().median()),
                        number("%.2f", row.p50Micros().median() / 1e3),
                        spread("%.1f", row.p99Micros(), 1e3),
                        row.kind() == Kind.PLAIN
                                ? "1"
                                : number("%.2f", row.p99TimesPlain().median()));
    }

    private static String orNone(String format, @Nullable Spread spread) {
        return spread == null ? "–" : number(format, spread.median());
    }

    private static String spread(String format, Spread spread, double unit) {
        return "%s (%s–%s)"
                .formatted(
                        number(format, spread.median() / unit),
                        number(format, spread.least() / unit),
                        number(format, spread.most() / unit));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
