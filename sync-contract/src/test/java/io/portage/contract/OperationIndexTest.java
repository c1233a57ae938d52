package io.portage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.ContractReader.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which operation a request is, and which requests are none.
final class OperationIndexTest {
    private static final SyncContract CONTRACT = SyncContract.bundled();

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/orders, order.create",
        "POST, /v1/orders/batch, order.create-batch",
        "POST, /v1/orders/o1/cancel, order.cancel",
        "POST, /v1/orders/batch/cancel, order.cancel",
        "GET, /v1/immunizations/forecast/p1, immunization.forecast",
        "PATCH, /v1/immunizations/forecast, immunization.amend",
        "PATCH, /v1/immunizations/refusal, immunization.amend",
        "POST, /v1/immunizations/refusal, immunization.refuse",
        "GET, /v1/portal/fhir/Patient, portal.read-fhir",
        "GET, /v1/portal/fhir/Patient/p1/_history/2, portal.read-fhir",
        "HEAD, /v1/patients/p1, patient.get",
        "GET, /v1/patients/a%20b, patient.get"
    })
    void matchWhenRequestIsInTheContractThenItsOperation(String method, String path, String id) {
        assertThat(CONTRACT.match(method, path))
                .isInstanceOfSatisfying(
                        OperationMatch.Found.class,
                        found -> assertThat(found.operation().id()).isEqualTo(id));
    }

    @Test
    void matchWhenEveryOperationIsAskedForThenItIsFound() {
        assertThat(CONTRACT.operations()).allSatisfy(operation -> {
            var path = operation.path().text().replaceAll("\\{\\w+}", "x1").replace("**", "a/b");
            assertThat(CONTRACT.match(operation.method(), path))
                    .isInstanceOfSatisfying(
                            OperationMatch.Found.class,
                            found -> assertThat(found.operation()).isEqualTo(operation));
        });
    }

    @Test
    void matchWhenPathHasVariablesThenTheirRawText() {
        assertThat(CONTRACT.match("PUT", "/v1/patients/a%2Cb/names/7"))
                .isInstanceOfSatisfying(
                        OperationMatch.Found.class,
                        found -> assertThat(found.variables()).isEqualTo(Map.of("patientId", "a%2Cb", "nameId", "7")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "v1/orders",
                "*",
                "/v1",
                "/v1/",
                "/v1/orders/",
                "/v1//orders",
                "//v1/orders",
                "/v1/orders/o1/cancel/now",
                "/V1/orders",
                "/v1/Orders",
                "/v1/portal/fhir",
                "/v1/portal/fhir/",
                "/v1/patients//names/7",
                "/v2/orders"
            })
    void matchWhenPathIsNotInTheContractThenUnknown(String path) {
        assertThat(CONTRACT.match("GET", path)).isEqualTo(new OperationMatch.Unknown());
        assertThat(CONTRACT.match("POST", path)).isEqualTo(new OperationMatch.Unknown());
    }

    @Test
    void matchWhenMethodIsNotOfThePathThenTheMethodsThatAre() {
        assertThat(CONTRACT.match("DELETE", "/v1/patients"))
                .isEqualTo(new OperationMatch.MethodNotAllowed(Set.of("GET", "POST")));
        assertThat(CONTRACT.match("HEAD", "/v1/orders")).isEqualTo(new OperationMatch.MethodNotAllowed(Set.of("POST")));
        assertThat(CONTRACT.match("get", "/v1/patients"))
                .isEqualTo(new OperationMatch.MethodNotAllowed(Set.of("GET", "POST")));
    }

    @Test
    void matchWhenLiteralAndVariableBothLeadOnThenTheMethodsOfBoth() {
        assertThat(CONTRACT.match("DELETE", "/v1/immunizations/refusal"))
                .isEqualTo(new OperationMatch.MethodNotAllowed(Set.of("PATCH", "POST")));
    }

    @Test
    void matchWhenLiteralIsADeadEndThenTheVariableIsTried() {
        var contract = contract("""
                  - { id: a.one, request: "GET /v1/fixed/x", source: s }
                  - { id: a.two, request: "GET /v1/{any}/y", source: s }
                """);
        assertThat(contract.match("GET", "/v1/fixed/y"))
                .isInstanceOfSatisfying(
                        OperationMatch.Found.class,
                        found -> assertThat(found.variables()).isEqualTo(Map.of("any", "fixed")));
    }

    /// A scan over the operations would take five hundred times as long; the tree takes about as long.
    @Test
    void matchWhenContractIsLargeThenTheCostIsThatOfThePath() {
        var small = numbered(10);
        var large = numbered(5_000);
        timed(small);
        timed(large);
        assertThat(timed(large)).isLessThan(50 * timed(small));
    }

    private static long timed(SyncContract contract) {
        return IntStream.range(0, 20).mapToLong(_ -> round(contract)).min().orElseThrow();
    }

    private static long round(SyncContract contract) {
        long start = System.nanoTime();
        for (int i = 0; i < 2_000; i++) {
            assertThat(contract.match("GET", "/v1/r9/x1") instanceof OperationMatch.Found)
                    .isTrue();
        }
        return System.nanoTime() - start;
    }

    private static SyncContract numbered(int count) {
        return contract(IntStream.range(0, count)
                .mapToObj(i -> "  - { id: a.r%d, request: \"GET /v1/r%d/{id}\", source: s }%n".formatted(i, i))
                .collect(Collectors.joining()));
    }

    private static SyncContract contract(String operations) {
        return ContractReader.read(List.of(new Source("a.yml", "service: a\noperations:\n" + operations)));
    }
}
