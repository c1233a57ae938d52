package io.portage.contract;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation.AfterRetention;
import io.portage.contract.Operation.OnStoreFailure;
import io.portage.contract.QueueRule.Condition;
import io.portage.contract.QueueRule.Otherwise;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped contract says what the requirement documents say, stated here a second time and independently.
final class BundledContractTest {
    private static final SyncContract CONTRACT = SyncContract.bundled();

    /// id | request | key | body key | from a queue | service dedupes by
    private static final String TABLE = """
            patient.create                     | POST /v1/patients                                     | supported | /clientMutationId | PT24H                | header body
            patient.search                     | GET /v1/patients                                      | none      | -                 | never                | -
            patient.get                        | GET /v1/patients/{patientId}                          | none      | -                 | never                | -
            patient.update-demographics        | PATCH /v1/patients/{patientId}                        | supported | /clientMutationId | PT24H with /version  | header body version
            patient.add-identifier             | POST /v1/patients/{patientId}/identifiers             | supported | /clientMutationId | PT24H                | header body
            patient.set-name                   | PUT /v1/patients/{patientId}/names/{nameId}           | supported | /clientMutationId | PT24H with /version  | header body
            patient.set-portrait               | PUT /v1/patients/{patientId}/portrait                 | supported | -                 | PT24H                | header
            patient.set-extension              | PUT /v1/patients/{patientId}/extensions/{extensionId} | supported | /clientMutationId | PT24H with /version  | header body version
            patient.add-next-of-kin            | POST /v1/patients/{patientId}/next-of-kin             | supported | /clientMutationId | PT24H                | header body
            patient.remove-next-of-kin         | DELETE /v1/patients/{patientId}/next-of-kin/{nextOfKinId} | supported | -             | never                | header
            patient.set-consent                | PUT /v1/patients/{patientId}/consents/{flag}          | supported | /clientMutationId | never                | header body
            patient.set-vital-status           | POST /v1/patients/{patientId}/vital-status            | supported | /clientMutationId | never                | header body
            patient.merge                      | POST /v1/patients/{patientId}/merge                   | supported | /clientMutationId | never                | header body
            patient.unmerge                    | POST /v1/patients/{patientId}/unmerge                 | supported | /clientMutationId | never                | header body
            encounter.transition               | POST /v1/encounters/{encounterId}/transitions         | supported | /clientMutationId | PT24H with /version if /from=planned /to=arrived | version
            portal.request-appointment         | POST /v1/portal/appointment-requests                  | required  | /clientMutationId | PT24H                | -
            portal.request-refill              | POST /v1/portal/refill-requests                       | required  | /clientMutationId | PT24H                | -
            portal.request-demographics-update | POST /v1/portal/demographics-update-requests          | required  | /clientMutationId | PT24H                | -
            portal.record-access-event         | POST /v1/portal/access-events                         | required  | /id               | PT24H                | body
            portal.grant-delegation            | POST /v1/portal/delegations                           | supported | /clientMutationId | never                | -
            portal.revoke-delegation           | DELETE /v1/portal/delegations/{delegationId}          | supported | -                 | never                | -
            portal.start-export                | POST /v1/portal/exports                               | supported | /clientMutationId | never                | -
            portal.get-export                  | GET /v1/portal/exports/{exportId}                     | none      | -                 | never                | -
            portal.get-account                 | GET /v1/portal/account                                | none      | -                 | never                | -
            portal.list-appointments           | GET /v1/portal/appointments                           | none      | -                 | never                | -
            portal.read-fhir                   | GET /v1/portal/fhir/**                                | none      | -                 | never                | -
            immunization.record                | POST /v1/immunizations                                | supported | /clientMutationId | PT24H                | body
            immunization.refuse                | POST /v1/immunizations/refusal                        | supported | /clientMutationId | PT24H                | body
            immunization.amend                 | PATCH /v1/immunizations/{immunizationId}              | supported | /clientMutationId | PT24H with /version  | version
            immunization.list                  | GET /v1/immunizations                                 | none      | -                 | never                | -
            immunization.forecast              | GET /v1/immunizations/forecast/{patientId}            | none      | -                 | never                | -
            contraindication.create            | POST /v1/contraindications                            | supported | /clientMutationId | never                | -
            order.create                       | POST /v1/orders                                       | supported | /clientMutationId | PT24H if /type=lab,radiology | body
            order.create-batch                 | POST /v1/orders/batch                                 | supported | -                 | each of /items by /clientMutationId: PT24H if /type=lab,radiology | item
            order.cancel                       | POST /v1/orders/{orderId}/cancel                      | supported | /clientMutationId | PT24H with /version  | version
            order.activate                     | POST /v1/orders/{orderId}/activate                    | supported | /clientMutationId | never                | version
            order-set.list                     | GET /v1/order-sets                                    | none      | -                 | never                | -
            order-set.create                   | POST /v1/order-sets                                   | supported | /clientMutationId | never                | -
            """;

    /// One line of the table.
    record Row(String id, String request, String need, String bodyKey, String queue, String dedupe) {
        static Row parse(String line) {
            var cells = Stream.of(line.split("\\|")).map(String::strip).toList();
            return new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5));
        }

        static Row of(Operation operation) {
            return new Row(
                    operation.id(),
                    operation.method() + " " + operation.path(),
                    operation.key().need().name().toLowerCase(Locale.ROOT),
                    text(operation.key().body()),
                    rule(operation.queue()),
                    carriers(operation.dedupe()));
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Row> table() {
        return TABLE.lines().map(Row::parse);
    }

    @Test
    void operationsAreTheThirtyEightOfTheTable() {
        assertThat(table()).hasSize(38);
        assertThat(CONTRACT.operations())
                .extracting(Operation::id)
                .containsExactlyInAnyOrderElementsOf(table().map(Row::id).toList());
    }

    @ParameterizedTest
    @MethodSource("table")
    void operationSaysWhatTheTableSays(Row row) {
        assertThat(Row.of(CONTRACT.operation(row.id()))).isEqualTo(row);
    }

    @ParameterizedTest
    @CsvSource({
        "registration, patient. encounter., clinician",
        "patient-portal, portal., patient",
        "immunizations, immunization. contraindication., clinician",
        "orders, order. order-set., clinician"
    })
    void operationsBelongToTheServiceOfTheirName(String service, String prefixes, String role) {
        var ofService = CONTRACT.operations().stream()
                .filter(operation -> Stream.of(prefixes.split(" ")).anyMatch(operation.id()::startsWith))
                .toList();
        assertThat(ofService).isNotEmpty().allSatisfy(operation -> {
            assertThat(operation.service()).isEqualTo(service);
            assertThat(operation.roles()).containsExactly(role);
            assertThat(operation.scopes())
                    .as("scopes: no requirement names one")
                    .isEmpty();
        });
    }

    @Test
    void mutationsThatMayWaitDemandAnAnswerForEveryValue() {
        assertThat(CONTRACT.operations().stream().flatMap(o -> conditions(o.queue()).stream()))
                .hasSize(4)
                .allSatisfy(condition -> {
                    assertThat(condition.unknown()).isEqualTo(Otherwise.NEVER);
                    assertThat(condition.missing()).isEqualTo(Otherwise.NEVER);
                    assertThat(condition.refuse()).isNotEmpty().doesNotContainAnyElementsOf(condition.allow());
                });
    }

    @Test
    void onlyVaccinationsAreNewRecordsAfterRetention() {
        assertThat(idsWhere(operation -> operation.afterRetention() == AfterRetention.NEW_RECORD))
                .containsExactlyInAnyOrder("immunization.record", "immunization.refuse");
    }

    @Test
    void onlyPortalRequestsAreMadeByDelegation() {
        assertThat(idsWhere(operation -> text(operation.delegation()).equals("/patientId")))
                .containsExactlyInAnyOrder(
                        "portal.request-appointment", "portal.request-refill", "portal.request-demographics-update");
        assertThat(idsWhere(operation -> operation.delegation() != null)).hasSize(3);
    }

    @Test
    void onlyPatientCreationBelongsToAModule() {
        assertThat(idsWhere(operation -> operation.module() != null)).containsExactly("patient.create");
        assertThat(CONTRACT.operation("patient.create").module()).isEqualTo("ehr.registration");
    }

    @Test
    void portraitsAreImagesOfFiveMebibytes() {
        var portrait = CONTRACT.operation("patient.set-portrait");
        assertThat(portrait.sizeLimit()).isEqualTo(5L * 1024 * 1024);
        assertThat(portrait.mediaTypes()).containsExactly("image/*");
        assertThat(idsWhere(operation -> operation.sizeLimit() != 1024 * 1024)).containsExactly(portrait.id());
    }

    @Test
    void everyMutationRefusesWhileTheStoreIsAway() {
        assertThat(idsWhere(operation -> operation.onStoreFailure() != OnStoreFailure.REJECT))
                .isEmpty();
    }

    @Test
    void onlyFhirProjectionsAreValidatedAndNoCopyIsEverShown() {
        assertThat(idsWhere(operation -> !operation.projection().equals(new Projection.None())))
                .containsExactly("portal.read-fhir");
        assertThat(CONTRACT.operation("portal.read-fhir").projection()).isEqualTo(new Projection.Validated());
    }

    @Test
    void noEffectIsAnyClientErrorButTimeoutAndUnavailableWithRetryAfter() {
        assertThat(CONTRACT.operations()).allSatisfy(operation -> {
            var noEffect = operation.noEffect();
            assertThat(noEffect.holds(400, false)).isTrue();
            assertThat(noEffect.holds(407, false)).isTrue();
            assertThat(noEffect.holds(408, true)).isFalse();
            assertThat(noEffect.holds(409, false)).isTrue();
            assertThat(noEffect.holds(499, false)).isTrue();
            assertThat(noEffect.holds(500, true)).isFalse();
            assertThat(noEffect.holds(503, false)).isFalse();
            assertThat(noEffect.holds(503, true)).isTrue();
            assertThat(noEffect.holds(201, true)).isFalse();
        });
    }

    @Test
    void answersAreKeptAsLongAsAnythingMayWait() {
        assertThat(CONTRACT.retention()).isEqualTo(Duration.ofHours(24));
        assertThat(CONTRACT.longestQueueAge()).isEqualTo(Duration.ofHours(24));
    }

    private static Stream<String> idsWhere(Function<Operation, Boolean> condition) {
        return CONTRACT.operations().stream().filter(condition::apply).map(Operation::id);
    }

    private static List<Condition> conditions(QueueRule rule) {
        return switch (rule) {
            case QueueRule.Never() -> List.of();
            case QueueRule.Within within -> within.when();
            case QueueRule.PerItem batch -> conditions(batch.each());
        };
    }

    private static String rule(QueueRule rule) {
        return switch (rule) {
            case QueueRule.Never() -> "never";
            case QueueRule.PerItem(var items, var itemKey, var each) ->
                "each of " + items + " by " + itemKey + ": " + rule(each);
            case QueueRule.Within(var limit, var when, var version) ->
                limit + (version == null ? "" : " with " + version) + (when.isEmpty() ? "" : " if " + texts(when));
        };
    }

    private static String texts(List<Condition> when) {
        return when.stream()
                .map(condition -> condition.pointer() + "="
                        + condition.allow().stream().sorted().collect(joining(",")))
                .collect(joining(" "));
    }

    private static String carriers(Dedupe dedupe) {
        var carriers = dedupe.carriers().stream().sorted().map(c -> c.name().toLowerCase(Locale.ROOT));
        var text = carriers.collect(joining(" "));
        return text.isEmpty() ? "-" : text;
    }

    private static String text(@Nullable JsonPointer pointer) {
        return pointer == null ? "-" : pointer.toString();
    }
}
