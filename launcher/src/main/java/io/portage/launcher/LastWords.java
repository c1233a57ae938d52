package io.portage.launcher;

import java.util.List;

/// What the end of a log says about a start that failed.
final class LastWords {
    private static final String FAILED = "APPLICATION FAILED TO START";
    private static final int LINES = 20;

    private LastWords() {}

    /// The application's own explanation where it gave one, else the last lines.
    static String of(String log) {
        var lines = log.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty() && !line.chars().allMatch(c -> c == '*'))
                .toList();
        int explained = lines.lastIndexOf(FAILED);
        var from = explained >= 0 ? explained : Math.max(0, lines.size() - LINES);
        return indented(lines.subList(from, lines.size()));
    }

    private static String indented(List<String> lines) {
        return lines.isEmpty() ? "  (nothing)" : "  " + String.join("\n  ", lines);
    }
}
