package io.portage.kong.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Names that somebody may have meant, to be told what there is without being told all of it.
final class Nearest {
    private static final int SHOWN = 12;
    private static final int NEAR = 3;

    private Nearest() {}

    /// All of them where they are few, as they stand; else those that are spelled most like it, and how many more.
    static String words(String name, List<String> all) {
        if (all.size() <= SHOWN) {
            return String.join(", ", all);
        }
        var near = all.stream()
                .sorted(Comparator.comparingInt(it -> distance(name, it)))
                .limit(NEAR)
                .collect(Collectors.joining(", "));
        return near + " or one of " + (all.size() - NEAR) + " more";
    }

    /// The one that was meant, where one is spelled so alike that nothing else can have been; empty where none is.
    static Optional<String> meant(String name, List<String> all) {
        return all.stream()
                .filter(it -> distance(name, it) <= Math.max(1, it.length() / 3))
                .min(Comparator.comparingInt(it -> distance(name, it)));
    }

    /// How many letters to add, drop or change.
    private static int distance(String one, String other) {
        var from = one.toLowerCase(Locale.ROOT);
        var to = other.toLowerCase(Locale.ROOT);
        var row = new int[to.length() + 1];
        Arrays.setAll(row, i -> i);
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
