package io.portage.kong.report;

import io.portage.kong.model.Level;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// How many findings each rule has, where they are more than somebody reads one by one: what to begin with.
record RuleSums(Palette palette) {
    private static final int FEW = 10;

    private record Row(Level level, String rule) {}

    /// Empty where they are few.
    String of(List<Grouped> groups) {
        if (groups.size() <= FEW) {
            return "";
        }
        var sums = new TreeMap<Row, Integer>(Comparator.comparing(Row::level).thenComparing(Row::rule));
        groups.forEach(it -> sums.merge(new Row(it.finding().level(), rule(it)), 1, Integer::sum));
        var text = new StringBuilder("\nBy rule\n");
        sums.forEach((row, number) -> text.append("  ")
                .append(palette.of(row.level(), "%-7s".formatted(FindingsText.word(row.level()))))
                .append(" %5d  %s\n".formatted(number, row.rule())));
        return text.toString();
    }

    /// The rules of several headers are one thing to mend.
    private static String rule(Grouped group) {
        return group.headers().size() > 1 ? "headers/keeps-…" : group.finding().rule();
    }
}
