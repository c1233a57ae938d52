package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.read.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every line of a file that says `# finding: kong/…` has that finding, and no other line has one.
class KongFilesTest {
    private static final Path FILES = Path.of("src/test/resources/kong-files");
    private static final Pattern EXPECTED = Pattern.compile("# finding: ([a-z/-]+(?:, [a-z/-]+)*)");

    static Stream<Path> files() throws IOException {
        return Files.list(FILES).sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void readWhenLinesSayFindingsThenExactlyThose(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.UTF_8);
        var found = new TreeSet<String>();
        var reading =
                KongReader.read(List.of(new Source(file.toString(), Files.readAllBytes(file))), ReadOptions.DEFAULT);
        reading.findings().forEach(it -> found.add(it.at().line() + " " + it.rule()));

        assertThat(found)
                .as("%s", reading.findings())
                .isEqualTo(expected(text.lines().toList()));
    }

    private static TreeSet<String> expected(List<String> lines) {
        var expected = new TreeSet<String>();
        IntStream.range(0, lines.size())
                .forEach(line -> EXPECTED.matcher(lines.get(line))
                        .results()
                        .flatMap(found -> Stream.of(found.group(1).split(", ")))
                        .forEach(rule -> expected.add((line + 1) + " " + rule)));
        return expected;
    }
}
