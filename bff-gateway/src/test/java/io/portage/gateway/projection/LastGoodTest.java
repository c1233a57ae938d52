package io.portage.gateway.projection;

import static io.portage.gateway.projection.ProjectionWorld.CHART;
import static io.portage.gateway.projection.ProjectionWorld.PAT;
import static io.portage.gateway.projection.ProjectionWorld.assertCopy;
import static io.portage.gateway.projection.ProjectionWorld.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.upstream.RawService;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The copy of the last good answer: when it is shown, and what ends it.
final class LastGoodTest {
    private final ProjectionWorld world = new ProjectionWorld(Map.of());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void readWhenTheServiceBreaksOffThenTheCopyMarkedWithItsAge() {
        world.good(
                PAT,
                CHART,
                "Content-Type: application/fhir+json\r\nETag: W/\"7\"\r\nX-Trace: t\r\nSet-Cookie: a=b\r\n",
                "{}");
        world.clock.advance(Duration.ofMinutes(5));
        var copy = world.down(PAT, CHART, "If-None-Match", "W/\"7\"");
        assertCopy(copy, "{}");
        var headers = copy.getHeaders();
        assertThat(headers.get("Age")).containsExactly("300");
        assertThat(headers.get("Cache-Status")).containsExactly("portage; hit; ttl=-300; detail=UPSTREAM_FAILED");
        assertThat(headers.get("Cache-Control")).containsExactly("private, no-cache, no-store");
        assertThat(headers.get("ETag")).containsExactly("W/\"7\"");
        assertThat(headers.get("Date")).containsExactly("Fri, 20 Nov 2026 08:15:30 GMT");
        assertThat(headers.get("Content-Type")).containsExactly("application/fhir+json");
        assertThat(headers.headerNames()).doesNotContain("X-Trace", "Set-Cookie");
        assertThat(world.shown()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void readWhenTheServiceSaysThatItIsDownThenTheCopy(int status) {
        world.good(PAT, CHART, "", "{}");
        world.answers(status, "", "down");
        var copy = world.read(PAT, CHART);
        assertCopy(copy, "{}");
        assertThat(copy.getHeaders().getFirst("Cache-Status")).endsWith("detail=SERVICE_ERROR");
    }

    @Test
    void readWhenTheServiceDoesNotAnswerInTimeThenTheCopy() {
        world.good(PAT, CHART, "", "{}");
        world.service.then(_ -> {});
        var copy = world.read(PAT, CHART);
        assertThat(copy.getHeaders().getFirst("Cache-Status")).endsWith("detail=UPSTREAM_TIMEOUT");
    }

    @Test
    void readWhenThereIsNoCopyThenTheServicesOwnError() {
        world.answers(503, "Content-Type: application/json\r\nRetry-After: 7\r\n", "{\"code\":\"MAINTENANCE\"}");
        var answer = world.read(PAT, CHART);
        assertThat(answer.getStatusCode()).hasToString("503 SERVICE_UNAVAILABLE");
        assertThat(answer.getHeaders().get("Retry-After")).containsExactly("7");
        assertThat(body(answer)).isEqualTo("{\"code\":\"MAINTENANCE\"}");
        assertThat(world.shown()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 408, 429})
    void readWhenTheServiceFailsOtherwiseThenItsErrorAndTheCopyStays(int status) {
        world.good(PAT, CHART, "", "{}");
        world.answers(status, "", "no");
        assertThat(world.read(PAT, CHART).getHeaders().headerNames()).doesNotContain("Cache-Status");
        assertCopy(world.down(PAT, CHART), "{}");
    }

    @Test
    void readWhenTheServiceIsBackThenItsAnswerAndAfterwardsThatOne() {
        world.good(PAT, CHART, "", "old");
        assertCopy(world.down(PAT, CHART), "old");
        world.answers(200, "", "new");
        var fresh = world.read(PAT, CHART);
        assertThat(body(fresh)).isEqualTo("new");
        assertThat(fresh.getHeaders().headerNames()).doesNotContain("Cache-Status", "Age");
        assertCopy(world.down(PAT, CHART), "new");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/portal/fhir/Appointment, ''",
        "/v1/portal/fhir/Observation/o1, ''",
        "/v1/portal/fhir/Appointment?patient=pat&subject:Patient=bob, 'Vary: *'",
        "/v1/portal/fhir/Patient/pat, 'Vary: Accept, *'",
        "/v1/portal/fhir/Patient/pat, 'Cache-Control: no-store'",
        "/v1/portal/fhir/Patient/pat, 'Cache-Control: private, no-cache'",
        "/v1/portal/fhir/Patient/pat, 'Cache-Control: must-revalidate'",
        "/v1/portal/fhir/Patient/pat, 'Cache-Control: stale-if-error=0'",
    })
    void readWhenItMayNotBeKeptThenNoCopy(String target, String line) {
        world.good(PAT, target, line.isEmpty() ? "" : line + "\r\n", "{}");
        world.assertNoCopy(PAT, target);
    }

    @Test
    void readWhenANewerAnswerMayNotBeKeptThenTheOlderIsNoCopyEither() {
        world.good(PAT, CHART, "", "old");
        world.good(PAT, CHART, "Cache-Control: no-store\r\n", "new");
        world.assertNoCopy(PAT, CHART);
    }

    @Test
    void readWhenANewerAnswerIsTooLargeToKeepThenTheOlderIsNoCopyEither() {
        try (var small = new ProjectionWorld(Map.of("portage.projections.largest-answer", "1KB"))) {
            small.answers(200, "", "old");
            small.read(PAT, CHART);
            small.answers(200, "", "x".repeat(1025));
            small.read(PAT, CHART);
            small.breaksOff();
            assertThat(catchThrowableOfType(RejectedException.class, () -> small.read(PAT, CHART)))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410, 204, 301})
    void readWhenTheServiceSaysSomethingElseThenTheCopyIsGone(int status) {
        world.good(PAT, CHART, "", "{}");
        world.good(PAT, "/v1/portal/fhir/Appointment?patient=pat", "", "[]");
        world.service.answer("HTTP/1.1 " + status + " Said\r\nContent-Length: 0\r\n\r\n");
        world.read(PAT, CHART);
        world.assertNoCopy(PAT, CHART);
        assertCopy(world.down(PAT, "/v1/portal/fhir/Appointment?patient=pat"), "[]");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void readWhenTheCallerIsRefusedThenAllItsCopiesAreGoneEvenIfTheRefusalBreaksOff(int status) {
        world.good(PAT, CHART, "", "{}");
        world.service.then(connection -> {
            RawService.write(connection, "HTTP/1.1 " + status + " No\r\nContent-Length: 99\r\n\r\n{");
            connection.close();
        });
        assertThat(catchThrowableOfType(
                        RejectedException.class, () -> world.read(PAT, "/v1/portal/fhir/Appointment?patient=pat")))
                .isNotNull();
        world.assertNoCopy(PAT, CHART);
    }

    @ParameterizedTest
    @CsvSource({"'', 3599, 3600", "'Cache-Control: stale-if-error=60', 59, 60", "'Age: 600', 2999, 3000"})
    void readWhenTheCopyIsTooOldThenItIsNotShown(String line, long last, long over) {
        world.good(PAT, CHART, line.isEmpty() ? "" : line + "\r\n", "{}");
        world.clock.advance(Duration.ofSeconds(last));
        assertCopy(world.down(PAT, CHART), "{}");
        world.clock.advance(Duration.ofSeconds(over - last));
        world.assertNoCopy(PAT, CHART);
    }

    @Test
    void readWhenTheServiceConfirmsTheClientsCopyThenOursIsAsFresh() {
        world.good(PAT, CHART, "ETag: W/\"7\"\r\n", "{}");
        world.clock.advance(Duration.ofMinutes(50));
        world.confirms("ETag: \"7\"\r\n");
        world.read(PAT, CHART, "If-None-Match", "W/\"7\"");
        world.clock.advance(Duration.ofMinutes(50));
        var copy = world.down(PAT, CHART);
        assertCopy(copy, "{}");
        assertThat(copy.getHeaders().get("Age")).containsExactly("3000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETag: \"8\"\r\n", "", "ETag: \"7\"\r\nCache-Control: no-store\r\n"})
    void readWhenTheServiceConfirmsSomethingElseThenOurCopyIsGone(String headers) {
        world.good(PAT, CHART, "ETag: \"7\"\r\n", "{}");
        world.confirms(headers);
        world.read(PAT, CHART, "If-None-Match", "\"8\"");
        world.assertNoCopy(PAT, CHART);
    }

    @ParameterizedTest
    @CsvSource({"Accept, text/xml", "Accept-Language, de", "Prefer, return=minimal", "X-Zone, b"})
    void readWhenAnotherFormIsAskedForThenNoCopy(String name, String value) {
        world.good(PAT, CHART, "Vary: X-Zone, Authorization\r\n", "{}", "X-Zone", "a");
        world.assertNoCopy(PAT, CHART, name, value, "X-Zone", name.equals("X-Zone") ? "" : "a");
        assertCopy(world.down(PAT, CHART, "X-Zone", "a"), "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-cache", "no-store"})
    void readWhenTheClientWantsNoCopyThenNone(String directive) {
        world.good(PAT, CHART, "", "{}");
        world.assertNoCopy(PAT, CHART, "Cache-Control", directive);
        assertCopy(world.down(PAT, CHART, "Cache-Control", "max-age=0"), "{}");
        world.good(PAT, CHART, "", "{}", "Cache-Control", "no-store");
        world.assertNoCopy(PAT, CHART);
    }
}
