package io.portage.gateway.projection;

import static io.portage.gateway.projection.ProjectionWorld.CHART;
import static io.portage.gateway.projection.ProjectionWorld.PAT;
import static io.portage.gateway.projection.ProjectionWorld.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portage.gateway.problem.RejectedException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Entity tags of projections, and answers to clients that have them.
final class ValidatorsTest {
    private static final String JSON = "Content-Type: application/fhir+json\r\n";
    private ProjectionWorld world = new ProjectionWorld(ProjectionWorld.validated(), Map.of());

    @AfterEach
    void close() {
        world.close();
    }

    private void with(Map<String, String> settings) {
        world.close();
        world = new ProjectionWorld(ProjectionWorld.validated(), settings);
    }

    private String tag(String body) {
        world.answers(200, JSON, body);
        var tag = world.read(PAT, CHART).getHeaders().getETag();
        assertThat(tag).as("tag").isNotNull();
        return tag == null ? "" : tag;
    }

    @Test
    void readWhenTheServiceHasATagThenItsOwnAndNoOther() {
        world.answers(200, "ETag: W/\"7\"\r\n", "{}");
        var answer = world.read(PAT, CHART);
        assertThat(answer.getHeaders().get("ETag")).containsExactly("W/\"7\"");
        assertThat(body(answer)).isEqualTo("{}");
    }

    @Test
    void readWhenTheClientHasATagThenTheServiceSeesItAndItsWordPasses() {
        world.confirms("ETag: W/\"7\"\r\n");
        var answer = world.read(PAT, CHART, "If-None-Match", "W/\"7\"");
        assertThat(world.service.next().values("If-None-Match")).containsExactly("W/\"7\"");
        assertThat(answer.getStatusCode()).hasToString("304 NOT_MODIFIED");
        assertThat(answer.getHeaders().get("ETag")).containsExactly("W/\"7\"");
        assertThat(answer.getHeaders().getCacheControl()).isEqualTo("private, no-cache");
    }

    @Test
    void readWhenTheServiceHasComparedItsOwnTagThenNobodyComparesItAgain() {
        world.answers(200, "ETag: \"7\"\r\n", "{}");
        assertThat(world.read(PAT, CHART, "If-None-Match", "\"7\"").getStatusCode())
                .hasToString("200 OK");
    }

    @Test
    void readWhenTheServiceHasNoTagThenOneIsMadeAndConfirmedUntilTheBodyChanges() {
        var tag = tag("{\"a\":1}");
        assertThat(tag).startsWith("\"");
        world.answers(200, JSON, "{\"a\":1}");
        var confirmed = world.read(PAT, CHART, "If-None-Match", "\"other\", W/" + tag);
        assertThat(confirmed.getStatusCode()).hasToString("304 NOT_MODIFIED");
        assertThat(confirmed.getHeaders().getETag()).isEqualTo(tag);
        assertThat(body(confirmed)).isEmpty();

        world.answers(200, JSON, "{\"a\":2}");
        var changed = world.read(PAT, CHART, "If-None-Match", tag);
        assertThat(changed.getStatusCode()).hasToString("200 OK");
        assertThat(changed.getHeaders().getETag()).isNotEqualTo(tag);
        assertThat(body(changed)).isEqualTo("{\"a\":2}");
    }

    @Test
    void headWhenTheServiceHasNoTagThenThatOfGet() {
        var tag = tag("{}");
        world.answers(200, JSON, "{}");
        assertThat(world.head(PAT, CHART).getHeaders().getETag()).isEqualTo(tag);
        world.service.next();
        assertThat(world.service.next().line()).startsWith("GET ");
    }

    @Test
    void readWhenConfirmedThenWhatDescribesTheBodyGoesAndTheRestStays() {
        world.answers(
                200,
                JSON
                        + "Content-Location: /x\r\nDate: Fri, 20 Nov 2026 08:15:30 GMT\r\n"
                        + "Last-Modified: Fri, 20 Nov 2026 08:15:30 GMT\r\n"
                        + "Expires: 0\r\nVary: Accept\r\nLink: </y>\r\n",
                "{}");
        var headers = world.read(PAT, CHART, "If-None-Match", "*").getHeaders();
        assertThat(headers.headerNames())
                .contains("ETag", "Content-Location", "Date", "Expires", "Vary", "Cache-Control", "Link")
                .doesNotContain("Content-Type", "Content-Length", "Last-Modified");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'private, no-cache'",
        "'Cache-Control: public, max-age=60', 'private, no-cache'",
        "'Cache-Control: no-store', 'private, no-cache, no-store'",
    })
    void readWhenGoodThenOnlyTheClientMayKeepItAndAServiceThatForbidsItWins(String line, String expected) {
        world.answers(200, line.isEmpty() ? "" : line + "\r\n", "{}");
        var headers = world.read(PAT, CHART).getHeaders();
        assertThat(headers.get("Cache-Control")).containsExactly(expected);
        assertThat(headers.get("Vary")).contains("Authorization, Cookie");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 206, 404, 500})
    void readWhenNot200ThenNoTagIsMadeAndNothingConfirmed(int status) {
        world.answers(status, JSON, "{\"code\":\"X\"}");
        var answer = world.read(PAT, CHART, "If-None-Match", "*");
        assertThat(answer.getStatusCode())
                .satisfies(code -> assertThat(code == null ? 0 : code.value()).isEqualTo(status));
        assertThat(answer.getHeaders().headerNames()).doesNotContain("ETag", "Cache-Control");
        assertThat(body(answer)).isEqualTo("{\"code\":\"X\"}");
    }

    @Test
    void readWhenLargerThanTheBoundThenItGoesOnAsItComesWithoutATag() {
        with(Map.of("portage.projections.largest-answer", "1KB"));
        assertThat(tag("x".repeat(1024))).isNotEmpty();
        world.answers(200, JSON, "x".repeat(1025));
        var large = world.read(PAT, CHART, "If-None-Match", "*");
        assertThat(large.getStatusCode()).hasToString("200 OK");
        assertThat(large.getHeaders().headerNames()).doesNotContain("ETag");
        assertThat(large.getHeaders().getContentLength()).isEqualTo(1025);
        assertThat(large.getHeaders().getCacheControl()).isEqualTo("private, no-cache");
        assertThat(body(large)).isEqualTo("x".repeat(1025));
    }

    @Test
    void readWhenOthersHoldAllTheRoomThenItGoesOnAsItComesAndRoomComesBack() {
        with(Map.of("portage.projections.held", "1KB"));
        assertThat(tag("x".repeat(1000))).isNotEmpty();
        assertThat(tag("x".repeat(1000))).as("the room of the one before").isNotEmpty();
        world.answers(200, JSON, "x".repeat(1025));
        assertThat(world.read(PAT, CHART).getHeaders().headerNames()).doesNotContain("ETag");
        assertThat(tag("x".repeat(1000))).as("the room of one that went on").isNotEmpty();
    }

    @Test
    void readWhenEmptyThenItHasATagToo() {
        assertThat(tag("")).isNotEmpty();
    }

    @Test
    void readWhenTheServiceIsDownThenNoCopyWasKept() {
        tag("{}");
        world.breaksOff();
        assertThatThrownBy(() -> world.read(PAT, CHART)).isInstanceOf(RejectedException.class);
    }
}
