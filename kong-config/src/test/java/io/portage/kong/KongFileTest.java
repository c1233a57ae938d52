package io.portage.kong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The shipped configuration keeps the sync contract; files that do not are found out on the very line.
final class KongFileTest {
    private static final SyncContract CONTRACT = SyncContract.bundled();
    private static final Pattern FINDING = Pattern.compile("# finding@(\\d+): (.+)$");

    static Stream<Path> broken() throws IOException, URISyntaxException {
        var folder = Path.of(Objects.requireNonNull(KongFileTest.class.getResource("/broken"))
                .toURI());
        try (var files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    @Test
    void checkWhenShippedThenNothingIsFound() throws IOException {
        assertThat(KongFile.read("kong.yml", shipped()).check(CONTRACT)).isEmpty();
    }

    @Test
    void checkWhenAShippedRouteIsLostThenItsOperationsAreNamed() throws IOException {
        var findings = KongFile.read("kong.yml", shipped().replace("/v1/encounters", "/v1/encounter"))
                .check(CONTRACT);
        assertThat(findings)
                .extracting(Finding::message)
                .containsExactly("encounter.transition (POST /v1/encounters/{encounterId}/transitions) has no route"
                        + " (expected: a path that it begins with)");
    }

    @Test
    void checkWhenThereAreNoRoutesThenEveryOperationIsNamed() {
        assertThat(KongFile.read("kong.yml", "_format_version: \"3.0\"").check(CONTRACT))
                .hasSameSizeAs(CONTRACT.operations())
                .zipSatisfy(CONTRACT.operations(), KongFileTest::names);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void checkWhenAFileIsBrokenThenExactlyItsFindings(Path file) throws IOException {
        var name = file.getFileName().toString();
        assertThat(KongFile.read(name, Files.readString(file)).check(CONTRACT))
                .filteredOn(finding -> !finding.message().contains("has no route"))
                .containsExactlyInAnyOrderElementsOf(expected(name, Files.readAllLines(file)));
    }

    @Test
    void readWhenEmptyOrNoYamlThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KongFile.read("kong.yml", ""))
                .withMessage("kong.yml: empty (expected: a Kong configuration)");
        assertThatThrownBy(() -> KongFile.read("kong.yml", "services: [")).isInstanceOf(YamlEngineException.class);
    }

    private static void names(Finding finding, Operation operation) {
        assertThat(finding.message()).startsWith(operation + " has no route");
        assertThat(finding.line()).isEqualTo(1);
    }

    private static List<Finding> expected(String name, List<String> lines) {
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < lines.size(); i++) {
            var matcher = FINDING.matcher(lines.get(i));
            if (matcher.find()) {
                findings.add(new Finding(name, i + 1, Integer.parseInt(matcher.group(1)), matcher.group(2)));
            }
        }
        assertThat(findings).as("findings that the file states").isNotEmpty();
        return findings;
    }

    private static String shipped() throws IOException {
        return Files.readString(Path.of("kong/kong.yml"));
    }
}
