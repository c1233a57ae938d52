package io.portage.kong.report;

import io.portage.kong.read.Position;
import io.portage.kong.read.Source;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The lines of some files, to show what a finding is about.
final class Excerpts {
    private static final int BEFORE = 2;
    private static final int WIDEST = 160;
    private final Map<String, List<String>> files = new HashMap<>();

    /// One line of an excerpt.
    ///
    /// @param number from 1
    /// @param caret where in the text the finding points; -1 where it does not
    record Line(int number, String text, int caret) {}

    Excerpts(List<Source> sources) {
        sources.forEach(it -> files.put(
                it.name(),
                new String(it.bytes(), StandardCharsets.UTF_8).lines().toList()));
    }

    /// The line of a position and those right above it; empty where the file has no such line, or it is no text.
    List<Line> at(Position at) {
        var lines = files.getOrDefault(at.file(), List.of());
        if (at.line() > lines.size() || isNoText(lines.get(at.line() - 1))) {
            return List.of();
        }
        var first = Math.max(1, at.line() - BEFORE);
        return IntStream.rangeClosed(first, at.line())
                .mapToObj(number -> line(number, lines.get(number - 1), number == at.line() ? at.column() : 0))
                .filter(line -> line.caret() >= 0 || !line.text().isBlank())
                .toList();
    }

    /// Bytes that are no UTF-8 say nothing to anybody.
    private static boolean isNoText(String line) {
        return line.indexOf('\ufffd') >= 0;
    }

    private static Line line(int number, String text, int column) {
        var start = Math.max(0, Math.min(column - WIDEST / 2, text.length() - WIDEST));
        var shown = text.substring(start, Math.min(text.length(), start + WIDEST));
        return new Line(number, Printable.of(shown), Math.min(column - 1 - start, shown.length()));
    }
}
