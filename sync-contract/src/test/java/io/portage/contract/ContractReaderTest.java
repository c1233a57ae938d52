package io.portage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portage.contract.ContractReader.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every mistake is found where it stands, in words that name the value and the expectation; and nothing else is.
final class ContractReaderTest {
    private static final String READ = """
            service: orders
            operations:
              - { id: order-set.list, request: GET /v1/order-sets, source: orders §2 }
            """;

    static Stream<Fixture> broken() {
        return Fixture.in("broken");
    }

    static Stream<Fixture> good() {
        return Fixture.in("good");
    }

    @ParameterizedTest
    @MethodSource("broken")
    void readWhenFileIsBrokenThenExactlyItsFindings(Fixture fixture) {
        assertThat(fixture.findings()).as("findings that the file states").isNotEmpty();
        assertThat(errors(fixture.source())).containsExactlyElementsOf(fixture.findings());
    }

    @ParameterizedTest
    @MethodSource("good")
    void readWhenFileIsGoodThenItsOperations(Fixture fixture) {
        assertThat(ContractReader.read(List.of(fixture.source())).operations()).isNotEmpty();
    }

    @Test
    void readWhenDuplicatesWaitForAsLongAsTheOperationSaysThenTwoSecondsElse() {
        var more = READ.replace("source: orders §2 }", "source: orders §2, duplicate-wait: PT0S }");
        assertThat(waits(READ)).containsExactly(Duration.ofSeconds(2));
        assertThat(waits(more)).containsExactly(Duration.ZERO);
    }

    private static List<Duration> waits(String text) {
        return ContractReader.read(List.of(new Source("orders.yml", text))).operations().stream()
                .map(Operation::duplicateWait)
                .toList();
    }

    @Test
    void readWhenTwoFilesDeclareOneIdThenTheSecondIsNamed() {
        var other = new Source("more.yml", READ.replace("order-sets", "order-lists"));
        assertThat(errors(new Source("orders.yml", READ), other))
                .extracting(ContractError::toString)
                .containsExactly("more.yml:3:5: id: \"order-set.list\""
                        + " (expected: an id of its own; GET /v1/order-sets has it)");
    }

    @Test
    void readWhenTwoFilesDeclareOneRequestThenTheSecondIsNamed() {
        var other = new Source("more.yml", READ.replace("order-set.list", "order-set.all"));
        assertThat(errors(new Source("orders.yml", READ), other))
                .extracting(ContractError::toString)
                .containsExactly("more.yml:3:5: request: \"GET /v1/order-sets\""
                        + " (expected: a request that no other operation matches; order-set.list does)");
    }

    @Test
    void readWhenFilesDisagreeOnRetentionThenTheSecondIsNamed() {
        var other = new Source("more.yml", "retention: PT48H\n" + READ.replace("order-set", "more"));
        assertThat(errors(new Source("orders.yml", READ), other))
                .extracting(ContractError::toString)
                .containsExactly("more.yml:1:12: retention: PT48H (expected: PT24H, as in orders.yml)");
    }

    @Test
    void readWhenSeveralFilesAreBrokenThenAllErrorsInTheirOrder() {
        assertThatThrownBy(() -> read(new Source("a.yml", "x: 1"), new Source("b.yml", "")))
                .isInstanceOf(ContractException.class)
                .hasMessage("""
                        a.yml:1:1: unknown field "x" (expected: one of [dedupe-window, defaults, operations, \
                        retention, service, title])
                        a.yml:1:1: "service" is missing (expected: a value for it)
                        a.yml:1:1: "operations" is missing (expected: a value for it)
                        b.yml:1:1: empty (expected: a contract with operations)""");
    }

    @Test
    void readWhenReadsInheritForwardThenTheyAreFine() {
        var text = READ.replace("operations:", "defaults: { on-store-failure: forward }\noperations:");
        assertThat(read(new Source("orders.yml", text)).operations()).hasSize(1);
    }

    @Test
    void readWhenNothingIsSaidOfProjectionsThenReadsPassAsTheyCome() {
        assertThat(projection(READ)).isEqualTo(new Projection.None());
    }

    @Test
    void readWhenAReadHasAProjectionThenItIsOne() {
        assertThat(projection(READ.replace("§2 }", "§2, projection: validated }")))
                .isEqualTo(new Projection.Validated());
        var rule = "{ stale-if-error: PT1H, patient: { segment: Patient, parameters: [patient] } }";
        assertThat(projection(READ.replace("§2 }", "§2, projection: " + rule + " }")))
                .isEqualTo(new Projection.LastGood(
                        Duration.ofHours(1), new Projection.PatientPlace("Patient", List.of("patient"))));
    }

    @Test
    void readWhenAMutationInheritsAProjectionThenItMeansNothingThere() {
        var text = """
                service: orders
                defaults: { projection: validated }
                operations:
                  - { id: order.create, request: POST /v1/orders, source: s, key: { need: none }, queue: never, \
                dedupes-by: [] }
                """;
        assertThat(projection(text)).isEqualTo(new Projection.None());
    }

    private static Projection projection(String text) {
        return read(new Source("orders.yml", text)).operations().getFirst().projection();
    }

    @Test
    void readWhenReadsInheritADelegationThenItMeansNothingThere() {
        var text = READ.replace("operations:", "defaults: { delegation: /patientId }\noperations:");
        assertThat(read(new Source("orders.yml", text)).operations())
                .extracting(Operation::delegation)
                .containsOnlyNulls();
    }

    @Test
    void readDirectoryWhenEmptyThenItSaysWhatItLooksFor(@TempDir Path directory) {
        assertThatThrownBy(() -> ContractReader.readDirectory(directory))
                .isInstanceOf(ContractException.class)
                .hasMessage(directory + ":1:1: no file (expected: *.yml contract files)");
    }

    @Test
    void readDirectoryWhenOtherFilesThenOnlyContractsAreRead(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("orders.yml"), READ);
        Files.writeString(directory.resolve("README.md"), "no YAML: [");
        assertThat(ContractReader.readDirectory(directory).operations())
                .extracting(Operation::id)
                .containsExactly("order-set.list");
    }

    @Test
    void readDirectoryWhenAFileIsBrokenThenItsPathIsNamed(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("orders.yml"), "");
        assertThatThrownBy(() -> ContractReader.readDirectory(directory))
                .hasMessage(file + ":1:1: empty (expected: a contract with operations)");
    }

    private static SyncContract read(Source... sources) {
        return ContractReader.read(List.of(sources));
    }

    private static List<ContractError> errors(Source... sources) {
        var thrown = catchThrowableOfType(ContractException.class, () -> read(sources));
        assertThat(thrown).as("what the reader threw").isNotNull();
        return thrown.errors().stream()
                .sorted(Comparator.comparing(ContractError::file).thenComparingInt(ContractError::line))
                .toList();
    }

    @Test
    void readDirectoryWhenThereIsNoneThenItsPathIsNamed(@TempDir Path directory) {
        assertThatThrownBy(() -> ContractReader.readDirectory(directory.resolve("nope")))
                .isInstanceOf(ContractException.class)
                .hasMessage(directory.resolve("nope")
                        + ":1:1: NoSuchFileException (expected: a directory that can be read)");
    }

    @Test
    void readDirectoryWhenAFileIsNotUtf8ThenItsPathIsNamed(@TempDir Path directory) throws IOException {
        var file = Files.write(directory.resolve("a.yml"), new byte[] {'a', (byte) 0xff});
        assertThatThrownBy(() -> ContractReader.readDirectory(directory))
                .isInstanceOf(ContractException.class)
                .hasMessage(file + ":1:1: MalformedInputException (expected: a file in UTF-8 that can be read)");
    }
}
