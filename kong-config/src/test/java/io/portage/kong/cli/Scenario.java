package io.portage.kong.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A story of the command line as text: files, commands, and what each prints and how it ends.
///
/// ```
/// What it shows.
/// ---- file kong.yml
/// …
/// ---- run verify kong.yml
/// ---- stdout
/// …
/// ---- exit 1
/// ```
/// `stderr` stands where something goes there.
record Scenario(String title, List<Part> parts) {
    private static final String MARK = "---- ";

    /// One section: its first line, and what follows.
    record Part(String kind, String argument, String text) {
        String written() {
            return MARK + kind + (argument.isEmpty() ? "" : " " + argument) + "\n" + text;
        }
    }

    static Scenario read(Path file) throws IOException {
        var title = new StringBuilder();
        var parts = new ArrayList<Part>();
        for (var line : Files.readString(file).lines().toList()) {
            if (line.startsWith(MARK)) {
                var words = line.substring(MARK.length()).split(" ", 2);
                parts.add(new Part(words[0], words.length > 1 ? words[1] : "", ""));
            } else if (parts.isEmpty()) {
                title.append(line).append('\n');
            } else {
                var last = parts.removeLast();
                parts.add(new Part(last.kind(), last.argument(), last.text() + line + "\n"));
            }
        }
        return new Scenario(title.toString(), parts);
    }

    /// The same as text.
    String written() {
        return title + String.join("", parts.stream().map(Part::written).toList());
    }
}
