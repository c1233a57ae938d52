package io.portage.kong.check;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which known name a wrong one may have meant.
final class Close {
    private static final int LONGEST = 64;

    private Close() {}

    static @Nullable String to(String name, Set<String> known) {
        if (name.length() > LONGEST) {
            return null;
        }
        var limit = Math.max(1, name.length() / 3);
        return known.stream()
                .filter(it -> distance(name, it) <= limit)
                .min(java.util.Comparator.comparingInt(it -> distance(name, it)))
                .orElse(null);
    }

    /// How many letters to change, add or leave out.
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (var j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= one.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.length(); j++) {
                var kept = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(kept, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
