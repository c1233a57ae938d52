package io.portage.kong.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How verifications are written down.
public enum Format {
    /// For somebody at a terminal.
    TEXT,
    /// For a program.
    JSON,
    /// For what shows findings beside code.
    SARIF,
    /// For what shows tests.
    JUNIT,
    /// For a browser.
    HTML;

    /// Of the program that writes them.
    public static final String VERSION = "0.1.0";

    /// The format of that name.
    ///
    /// @throws IllegalArgumentException where there is none
    public static Format named(String text) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("format: " + text + " (expected: "
                        + Arrays.stream(values()).map(Format::toString).collect(Collectors.joining(", ")) + ")"));
    }

    /// Writes them down, ending in a line break.
    ///
    /// @param colours whether the reader sees colours; only text has some
    public String of(List<Subject> subjects, boolean colours) {
        return switch (this) {
            case TEXT -> new TextReport(colours).of(subjects);
            case JSON -> JsonReport.of(subjects);
            case SARIF -> SarifReport.of(subjects);
            case JUNIT -> JunitReport.of(subjects);
            case HTML -> HtmlReport.of(subjects);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
