package io.portage.kong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.cli.Scenario.Part;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every `*.scenario` plays as it is written. `-Dportage.scenarios=write` writes down what is played now, to be read
/// before it is kept.
class ScenarioTest {
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

    @TempDir
    private Path folder;

    static Stream<Path> scenarios() throws IOException {
        try (var files = Files.list(SCENARIOS)) {
            return files.filter(it -> it.toString().endsWith(".scenario")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void runWhenPlayedThenAsWritten(Path file) throws IOException {
        var scenario = Scenario.read(file);
        var played = new Scenario(scenario.title(), play(scenario)).written();
        if ("write".equals(System.getProperty("portage.scenarios"))) {
            Files.writeString(file, played);
        }
        assertThat(played).isEqualTo(scenario.written());
        assertThat(scenario.parts()).extracting(Part::kind).contains("run", "exit");
    }

    private List<Part> play(Scenario scenario) throws IOException {
        var played = new ArrayList<Part>();
        for (var part : scenario.parts()) {
            switch (part.kind()) {
                case "file" -> {
                    var file = folder.resolve(part.argument());
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, part.text());
                    played.add(part);
                }
                case "run" -> run(part, played);
                default -> {}
            }
        }
        return played;
    }

    private void run(Part part, List<Part> played) throws IOException {
        var out = new StringWriter();
        var err = new StringWriter();
        var arguments = Arrays.stream(part.argument().split(" "))
                .filter(it -> !it.isEmpty())
                .toList();
        var to = arguments.contains(">") ? arguments.getLast() : null;
        var exit = Main.run(
                new Output(new PrintWriter(out), new PrintWriter(err), false),
                arguments.stream()
                        .limit(to == null ? arguments.size() : arguments.size() - 2L)
                        .map(this::path)
                        .toArray(String[]::new));
        played.add(part);
        if (to != null) {
            Files.writeString(folder.resolve(to), out.toString());
        } else {
            add("stdout", out, played);
        }
        add("stderr", err, played);
        played.add(new Part("exit", String.valueOf(exit), ""));
    }

    /// What has a point or ends in a slash is a file of the scenario.
    private String path(String argument) {
        return argument.matches("[\\w./-]+\\.\\w+|[\\w./-]+/") && !argument.matches("[\\d.]+|order\\..*")
                ? folder.resolve(argument).toString()
                : argument;
    }

    private void add(String kind, StringWriter written, List<Part> played) {
        var text = written.toString()
                .replace(folder + "/", "")
                .replace(folder.toUri().toString(), "");
        if (!text.isEmpty()) {
            played.add(new Part(kind, "", text));
        }
    }
}
