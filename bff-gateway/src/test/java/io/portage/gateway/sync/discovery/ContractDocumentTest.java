package io.portage.gateway.sync.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.ContractReader;
import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.sync.BurstLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ContractDocumentTest {
    private final JsonNode document = Documents.contract(Documents.bundled());

    private JsonNode operation(String id) {
        return document.path("operations")
                .valueStream()
                .filter(operation -> operation.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(String text) {
        return DocumentJson.MAPPER.readTree(text);
    }

    @Test
    void documentWhenOfTheBundledContractThenAsItsSchemaSays() {
        assertThat(Documents.validate(Documents.schema(), document)).isEmpty();
    }

    @Test
    void operationsWhenListedThenAllOfThemById() {
        assertThat(document.path("operations")
                        .valueStream()
                        .map(operation -> operation.path("id").asString()))
                .containsExactlyElementsOf(SyncContract.bundled().operations().stream()
                        .map(Operation::id)
                        .sorted()
                        .toList());
    }

    @Test
    void problemsWhenListedThenAllOfThem() {
        assertThat(document.path("problems")
                        .valueStream()
                        .map(problem -> problem.path("code").asString()))
                .containsExactlyElementsOf(
                        Stream.of(ProblemCode.values()).map(Enum::name).toList());
    }

    @Test
    void problemWhenTimeTokenLookOrOtherTimesComeFirstThenNotFinal() {
        assertThat(document.path("problems")
                        .valueStream()
                        .filter(problem -> !problem.path("final").asBoolean())
                        .map(problem -> problem.path("action").asString())
                        .distinct())
                .containsExactlyInAnyOrder("retry-same-key", "refresh-token", "look-up", "fix-request");
        assertThat(document.path("problems")
                        .valueStream()
                        .filter(problem -> !problem.path("final").asBoolean()
                                && problem.path("action").asString().equals("fix-request"))
                        .map(problem -> problem.path("code").asString()))
                .containsExactly("QUEUED_AT_INVALID");
    }

    @Test
    void queueWhenNeverThenSaysSo() {
        assertThat(operation("patient.merge").path("queue")).isEqualTo(json("{\"kind\":\"never\"}"));
    }

    @Test
    void queueWhenConditionalThenEveryConditionWithItsValuesSorted() {
        assertThat(operation("encounter.transition").path("queue")).isEqualTo(json("""
                {"kind":"within","limit":"PT24H","when":[
                  {"pointer":"/from","allow":["planned"],"refuse":["arrived","cancelled","finished","in-progress"],
                   "unknown":"never","missing":"never"},
                  {"pointer":"/to","allow":["arrived"],"refuse":["cancelled","finished","in-progress","planned"],
                   "unknown":"never","missing":"never"}],
                 "version":"/version"}"""));
    }

    @Test
    void queueWhenOfABatchThenTheRuleOfEachItem() {
        var queue = operation("order.create-batch").path("queue");
        assertThat(queue.path("kind").asString()).isEqualTo("per-item");
        assertThat(queue.path("items").asString()).isEqualTo("/items");
        assertThat(queue.path("itemKey").asString()).isEqualTo("/clientMutationId");
        assertThat(queue.path("each")).isEqualTo(operation("order.create").path("queue"));
    }

    @Test
    void operationWhenItIsAMutationThenAllThatAClientNeeds() {
        assertThat(operation("patient.create")).isEqualTo(json("""
                {"id":"patient.create","method":"POST","path":"/v1/patients",
                 "key":{"need":"supported","body":"/clientMutationId"},
                 "queue":{"kind":"within","limit":"PT24H","when":[]},
                 "module":"ehr.registration","scopes":[],
                 "body":{"mediaTypes":["application/json"],"limit":1048576},"afterRetention":"tombstone"}"""));
        assertThat(operation("portal.request-refill").path("delegation").asString())
                .isEqualTo("/patientId");
        assertThat(operation("immunization.record").path("afterRetention").asString())
                .isEqualTo("new-record");
    }

    @Test
    void operationWhenItIsAReadThenNeitherKeyNorBody() {
        assertThat(operation("portal.read-fhir")).isEqualTo(json("""
                {"id":"portal.read-fhir","method":"GET","path":"/v1/portal/fhir/**",
                 "key":{"need":"none"},"queue":{"kind":"never"},"scopes":[]}"""));
    }

    @Test
    void documentWhenReadThenTellsTimesAndLimits() {
        assertThat(document.path("version").asString()).isEqualTo("1.0");
        assertThat(document.path("serverTime").asString()).isEqualTo("2026-11-20T12:00:00.000Z");
        assertThat(document.path("clock")).isEqualTo(json("{\"allowance\":\"PT5M\",\"onlineKey\":\"PT15M\"}"));
        assertThat(document.path("lifetimes")).isEqualTo(json("{\"answer\":\"PT24H\",\"tombstone\":\"PT720H\"}"));
        assertThat(document.path("limits")).isEqualTo(json("""
                {"burst":{"mutations":500,"bytes":8388608,"mutationBytes":1048576},
                 "rate":{"mutations":2000,"perSecond":200}}"""));
        assertThat(document.path("recommendedBurst")).isEqualTo(json("{\"mutations\":100,\"bytes\":262144}"));
    }

    @Test
    void recommendedWhenTheLimitIsLowerThenTheLimit() {
        assertThat(new BurstLimits(10, 1_000, 100, 10, 1).recommended())
                .isEqualTo(new BurstLimits.Recommended(10, 1_000));
    }

    @Test
    void revisionWhenOnlyTimePassesThenTheSame() {
        var one = new ContractDocument(Documents.bundled());
        var other = new ContractDocument(Documents.bundled());
        assertThat(one.revision()).isEqualTo(other.revision());
        assertThat(new String(one.at(Documents.NOW), UTF_8)).contains("\"revision\":\"" + one.revision() + "\"");
        assertThat(one.at(Documents.NOW)).isNotEqualTo(one.at(Documents.NOW.plus(Duration.ofMillis(1))));
        assertThat(one.at(Documents.NOW)).hasSameSizeAs(one.at(Documents.NOW.plus(Duration.ofMillis(1))));
    }

    @Test
    void revisionWhenARuleChangesThenAnother(@TempDir Path directory) throws IOException {
        var one = new ContractDocument(Documents.view(contract(directory, "PT24H")));
        var other = new ContractDocument(Documents.view(contract(directory, "PT23H")));
        assertThat(one.revision()).isNotEqualTo(other.revision());
    }

    /// With every field that a rule can have.
    @Test
    void documentWhenOfAnotherContractThenAsTheSchemaSays(@TempDir Path directory) throws IOException {
        var view = Documents.view(contract(directory, "PT12H"));
        assertThat(Documents.validate(Documents.schema(), Documents.contract(view)))
                .isEmpty();
        assertThat(view.operations().getFirst().scopes()).isEqualTo(List.of("x.read", "x.write"));
    }

    private static SyncContract contract(Path directory, String limit) throws IOException {
        Files.writeString(directory.resolve("x.yml"), """
                service: x
                operations:
                  - id: x.do
                    request: PUT /v1/x/{xId}
                    source: here
                    key: { need: required }
                    queue:
                      within: %s
                      version: /meta/version
                      when: [{ pointer: /a~1b, allow: [y], unknown: allow, missing: allow }]
                    dedupes-by: []
                    no-effect: { statuses: [400-499], with-retry-after: [503] }
                    scopes: [x.write, x.read]
                    roles: [clinician]
                    size-limit: 2KiB
                    media-types: [application/json, text/plain]
                """.formatted(limit));
        return ContractReader.readDirectory(directory);
    }
}
