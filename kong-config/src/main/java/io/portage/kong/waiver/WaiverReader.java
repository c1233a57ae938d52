package io.portage.kong.waiver;

import io.portage.kong.model.Finding;
import io.portage.kong.model.Level;
import io.portage.kong.read.Position;
import io.portage.kong.read.Source;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Finds the waivers in the comments of a file. A comment behind something is about that line; one on a line of its own
/// is about the entry that begins below it.
final class WaiverReader {
    private static final String MARK = "portage:allow";
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#\\s*" + MARK + "(?![\\w-])(.*)");
    private static final Pattern FORM = Pattern.compile(
            "\\s+(?<rule>[a-z0-9-]+/[a-z0-9-]+)\\s+until\\s+(?<until>\\S+)\\s+because\\s+(?<why>\\S.*)");

    private final String file;
    private final List<String> lines;
    private final List<Waiver> waivers = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    WaiverReader(Source source) {
        file = source.name();
        var text = new String(source.bytes(), StandardCharsets.UTF_8);
        lines = text.contains(MARK) ? text.lines().toList() : List.of();
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(MARK)) {
                read(i);
            }
        }
    }

    List<Waiver> waivers() {
        return waivers;
    }

    /// Those that nobody can understand.
    List<Finding> findings() {
        return findings;
    }

    private void read(int index) {
        var comment = COMMENT.matcher(lines.get(index));
        if (!comment.find()) {
            return;
        }
        var start = lines.get(index).indexOf('#', comment.start());
        var at = new Position(file, index + 1, start + 1);
        var form = FORM.matcher(comment.group(1));
        if (!form.matches()) {
            refuse(
                    at,
                    "waiver:" + comment.group(1) + " (expected: # portage:allow <rule> until <date> because <reason>)");
        } else if (form.group("rule").startsWith("kong/")) {
            refuse(at, form.group("rule") + ": cannot be waived (expected: another rule; Kong refuses the file)");
        } else {
            var isAlone = lines.get(index).substring(0, start).isBlank();
            add(form.toMatchResult(), at, isAlone ? below(index) : index);
        }
    }

    private void add(MatchResult form, Position at, int first) {
        try {
            var until = LocalDate.parse(form.group("until"));
            var isAlone = first + 1 != at.line();
            waivers.add(new Waiver(
                    at,
                    form.group("rule"),
                    until,
                    form.group("why").strip(),
                    first + 1,
                    (isAlone ? end(first) : first) + 1));
        } catch (DateTimeException _) {
            refuse(at, "until " + form.group("until") + " (expected: a date such as 2026-12-31)");
        }
    }

    private void refuse(Position at, String message) {
        findings.add(Finding.of("waiver/malformed", Level.WARNING, message, at));
    }

    private int below(int index) {
        var next = index + 1;
        while (next < lines.size() - 1 && saysNothing(lines.get(next))) {
            next++;
        }
        return Math.min(next, lines.size() - 1);
    }

    /// The last line of the entry that begins there: what is indented more, and the items of a list under a key.
    private int end(int first) {
        var indent = indent(lines.get(first));
        var isKey = lines.get(first).stripTrailing().endsWith(":") && !isItem(lines.get(first));
        var end = first;
        for (var i = first + 1; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!saysNothing(line)) {
                var belongs = indent(line) > indent || (isKey && indent(line) == indent && isItem(line));
                if (!belongs) {
                    return end;
                }
                end = i;
            }
        }
        return end;
    }

    private static boolean saysNothing(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    private static boolean isItem(String line) {
        return line.stripLeading().startsWith("- ") || line.strip().equals("-");
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
