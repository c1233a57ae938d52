package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Immunizations behave as their sync contract says.
final class ImmunizationsIT extends OverSockets {
    private final Client doc = Client.of("immunizations", "doc");

    private Reply record(String key, String administeredAt) {
        return doc.post(
                "/v1/immunizations",
                "{'patientId':'p1','vaccine':'MMR','administeredAt':'%s','clientMutationId':'%s'}"
                        .formatted(administeredAt, key));
    }

    @Test
    void recordWhenIdenticalFromTwoDevicesThenDuplicateMutation() {
        assertThat(record("c1", "2026-03-01T09:00:00Z").status()).isEqualTo(201);
        var second = record("c2", "2026-03-01T10:00:00+01:00");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("DUPLICATE_MUTATION");
    }

    @Test
    void recordWhenAdministeredAtAnotherTimeThenSecondRecord() {
        var first = record("c1", "2026-03-01T09:00:00Z");
        var second = record("c2", "2026-03-01T09:30:00Z");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.at("/id")).isNotEqualTo(first.at("/id"));
        assertThat(effects("immunization.record")).isEqualTo(2);
    }

    @Test
    void recordWhenSameKeyAfterADayThenNewRecord() {
        var first = record("c1", "2026-03-01T09:00:00Z");
        assertThat(record("c1", "2026-03-01T09:00:00Z").body()).isEqualTo(first.body());
        WORLD.clock().advance(Duration.ofHours(25));
        var later = record("c1", "2026-03-01T09:00:00Z");
        assertThat(later.status()).isEqualTo(201);
        assertThat(later.at("/id")).isNotEqualTo(first.at("/id"));
    }

    @Test
    void recordWhenInstantIsNoneThenValidationFailed() {
        assertThat(record("c1", "yesterday").code()).isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void refusalWhenRecordedThenNoVaccination() {
        var refused =
                doc.post("/v1/immunizations/refusal", "{'patientId':'p1','vaccine':'MMR','clientMutationId':'c1'}");
        assertThat(refused.at("/status")).isEqualTo("not-done");
        assertThat(doc.get("/v1/immunizations/forecast/p1")
                        .json()
                        .path("recommendations")
                        .size())
                .isZero();
    }

    @Test
    void amendWhenVersionIsStaleThenConflict() {
        var id = record("c1", "2026-03-01T09:00:00Z").at("/id");
        var path = "/v1/immunizations/" + id;
        assertThat(doc.call("PATCH", path, "{'version':1,'lotNumber':'L'}").at("/version"))
                .isEqualTo("2");
        assertThat(doc.call("PATCH", path, "{'version':1,'lotNumber':'M'}").code())
                .isEqualTo("OPTIMISTIC_LOCK_CONFLICT");
        assertThat(doc.call("PATCH", path, "{'lotNumber':'M'}").code()).isEqualTo("VALIDATION_FAILED");
        assertThat(doc.call(
                                "PATCH",
                                path,
                                "{'version':2,'lotNumber':'M'}",
                                "Content-Type",
                                "application/merge-patch+json")
                        .at("/lotNumber"))
                .isEqualTo("M");
    }

    @Test
    void listWhenFromIsGivenThenWhatChangedSince() {
        record("c1", "2026-03-01T09:00:00Z");
        WORLD.clock().advance(Duration.ofHours(2));
        var since = WORLD.clock().instant().minusSeconds(60);
        record("c2", "2026-03-02T09:00:00Z");
        assertThat(doc.get("/v1/immunizations?patientId=p1")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(2);
        var changed = doc.get("/v1/immunizations?patientId=p1&from=" + since);
        assertThat(changed.json().path("items").size()).isOne();
        assertThat(changed.at("/items/0/clientMutationId")).isEqualTo("c2");
        assertThat(doc.get("/v1/immunizations?patientId=p1&from=x").code()).isEqualTo("VALIDATION_FAILED");
        assertThat(doc.get("/v1/immunizations").code()).isEqualTo("VALIDATION_FAILED");
    }

    @Test
    void forecastWhenDosesWereGivenThenNextOneComputedAnew() {
        record("c1", "2026-03-01T09:00:00Z");
        record("c2", "2026-04-01T09:00:00Z");
        var forecast = doc.get("/v1/immunizations/forecast/p1");
        assertThat(forecast.at("/recommendations/0/dose")).isEqualTo("3");
        assertThat(forecast.at("/recommendations/0/dueAt")).isEqualTo("2026-04-29T09:00:00Z");
        WORLD.clock().advance(Duration.ofHours(1));
        var again = Instant.parse(doc.get("/v1/immunizations/forecast/p1").at("/calculatedAt"));
        assertThat(again)
                .isAfterOrEqualTo(Instant.parse(forecast.at("/calculatedAt")).plusSeconds(3600));
    }
}
