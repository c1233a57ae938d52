package io.portage.kong.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command that a page shows is one that this program takes.
class CommandsInDocsTest {
    private static final Pattern COMMAND = Pattern.compile(
            "(?:\\./portage kong|portage-kong\\.jar) +((?:verify|explain|report|diff|render|jwks|plugin) [^`#>|]*)");

    static Stream<String> commands() throws IOException {
        var commands = new ArrayList<String>();
        for (var page : pages()) {
            for (var line : Files.readAllLines(page)) {
                COMMAND.matcher(line)
                        .results()
                        .map(it -> it.group(1)
                                .replaceFirst("( …|'| and `| [a-z]+ say).*", "")
                                .strip())
                        .filter(it -> !it.matches(".*\\b[A-Z]{3,}\\b.*|.*[{$].*"))
                        // a hook is given the files at the end
                        .map(it -> line.contains("entry:") ? it + " kong.yml" : it)
                        .forEach(commands::add);
            }
        }
        assertThat(commands).hasSizeGreaterThan(20);
        return commands.stream().distinct();
    }

    private static List<Path> pages() throws IOException {
        try (var pages = Files.walk(Path.of("../docs"))) {
            return Stream.concat(pages.filter(it -> it.toString().endsWith(".md")), Stream.of(Path.of("../README.md")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandWhenShownThenTaken(String command) {
        var nowhere = new PrintWriter(new StringWriter());
        var arguments = Arrays.stream(command.split(" +")).toArray(String[]::new);
        assertThatCode(() -> Main.line(new Output(nowhere, nowhere, false)).parseArgs(arguments))
                .doesNotThrowAnyException();
    }
}
