package io.portage.kong.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The page of a rule, which is its fixture as well.
record RulePage(String id, String text) {
    private static final Path ALL = Path.of("../docs/rules");

    static List<RulePage> all() {
        try (var files = Files.walk(ALL)) {
            return files.filter(it -> it.toString().endsWith(".md") && !it.endsWith("README.md"))
                    .sorted()
                    .map(RulePage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RulePage read(Path file) {
        try {
            var id = ALL.relativize(file).toString().replace('\\', '/').replaceFirst("\\.md$", "");
            return new RulePage(id, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String summary() {
        return text.lines().skip(1).findFirst().orElse("");
    }

    String level() {
        var matcher = Pattern.compile("\\*\\*Level\\*\\*: (\\w+)").matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /// Rules that always find it as well.
    List<String> companions() {
        var matcher = Pattern.compile("\\*\\*Comes with\\*\\*: (\\S+)").matcher(text);
        return matcher.find() ? List.of(matcher.group(1)) : List.of();
    }

    /// @param title `Avoid` or `Prefer`
    String example(String title) {
        var matcher = Pattern.compile("\\*" + title + "\\*\\n```yaml\\n(.*?)```", Pattern.DOTALL)
                .matcher(text);
        if (!matcher.find()) {
            throw new AssertionError(id + ": no *" + title + "* (expected: a block of YAML)");
        }
        return matcher.group(1);
    }

    @Override
    public String toString() {
        return id;
    }
}
