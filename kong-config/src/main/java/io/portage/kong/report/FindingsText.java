package io.portage.kong.report;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import io.portage.kong.read.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Findings for somebody at a terminal, each with the lines that it is about.
public final class FindingsText {
    private final StringBuilder text = new StringBuilder();
    private final Palette palette;

    public FindingsText(boolean colours) {
        this(new Palette(colours));
    }

    FindingsText(Palette palette) {
        this.palette = palette;
    }

    /// Findings in the files of a directory, and how many there are.
    public String of(List<Finding> findings, Path directory) {
        var excerpts = new Excerpts(findings.stream()
                .map(it -> it.at().file())
                .distinct()
                .flatMap(it -> source(directory, it))
                .toList());
        Grouped.of(findings).forEach(it -> add(it, excerpts, Optional.empty()));
        return text.append(text.isEmpty() ? "" : "\n")
                .append(sum(findings))
                .append('\n')
                .toString();
    }

    private static Stream<Source> source(Path directory, String file) {
        var path = Stream.of(directory.resolve(file), Path.of(file))
                .filter(Files::isRegularFile)
                .findFirst();
        try {
            return path.isPresent() ? Stream.of(new Source(file, Files.readAllBytes(path.get()))) : Stream.empty();
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    /// What was added so far.
    String text() {
        return text.toString();
    }

    void add(Grouped group, Excerpts excerpts, Optional<String> witness) {
        var finding = group.finding();
        text.append(text.isEmpty() ? "" : "\n")
                .append(palette.of(finding.level(), word(finding.level())))
                .append(' ')
                .append(palette.strong(finding.rule()))
                .append("  ")
                .append(palette.faint(Printable.of(finding.at().toString())))
                .append("\n  ")
                .append(Printable.of(group.message()))
                .append('\n');
        if (!group.routes().isEmpty()) {
            text.append("  on ").append(Printable.of(group.where())).append('\n');
        }
        witness.ifPresent(
                it -> text.append("  such as ").append(Printable.of(it)).append('\n'));
        excerpts.at(finding.at()).forEach(line -> line(line, finding));
    }

    private void line(Excerpts.Line line, Finding finding) {
        var width = String.valueOf(finding.at().line()).length();
        var number = String.valueOf(line.number());
        text.append(palette.faint("  " + " ".repeat(width - number.length()) + number + " | "))
                .append(line.text())
                .append('\n');
        if (line.caret() >= 0) {
            text.append(palette.faint("  " + " ".repeat(width) + " | "))
                    .repeat(' ', line.caret())
                    .append(palette.of(finding.level(), "^"))
                    .append('\n');
        }
    }

    /// Such as `1 error, 2 warnings, 0 notes`; what is the same on several routes counts once.
    static String sum(List<Finding> findings) {
        var groups = Grouped.of(findings);
        return Stream.of(Level.values())
                .map(it -> count(groups, it))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private static String count(List<Grouped> groups, Level level) {
        var number = groups.stream().filter(it -> it.finding().level() == level).count();
        return number + " " + word(level) + (number == 1 ? "" : "s");
    }

    static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
