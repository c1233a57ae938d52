package io.portage.contracttests.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.Operation;
import io.portage.contract.SyncContract;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import io.portage.contracttests.world.Twins;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The two documents as somebody without a token reads them, and whether the gateway then does as they say.
@ExtendWith(Lab.class)
class DiscoveryIT {
    private static final String CONTRACT = "/.well-known/sync-contract";
    private static final String OPENAPI = "/openapi.json";

    private final Stubbed gateway;

    DiscoveryIT(Stubbed gateway) {
        this.gateway = gateway;
    }

    static List<Operation> operations() {
        return SyncContract.bundled().operations();
    }

    static List<Operation> mutations() {
        return operations().stream().filter(Operation::mutates).toList();
    }

    @AfterEach
    void reset() {
        gateway.world().reset();
    }

    private Message ask(Request request) {
        return RawClient.send(gateway.port(), request);
    }

    private JsonNode read(String path) {
        var answer = ask(Request.of("GET", path));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return Json.read(answer.text());
    }

    /// What the document says of an operation.
    private JsonNode told(String id) {
        return find(read(CONTRACT).path("operations"), "id", id);
    }

    private static JsonNode find(JsonNode entries, String member, String value) {
        return entries.valueStream()
                .filter(entry -> entry.path(member).asString().equals(value))
                .findFirst()
                .orElseThrow();
    }

    @Proves("ORD-3.1")
    @Test
    void contractWhenReadBeforeAnOrderIsQueuedThenSaysWhichTypesMayWait() {
        var condition = told("order.create").at("/queue/when/0");

        assertThat(condition.path("pointer").asString()).isEqualTo("/type");
        assertThat(condition.path("allow")).isEqualTo(Json.read("[\"lab\",\"radiology\"]"));
        assertThat(condition.path("unknown").asString()).isEqualTo("never");
        assertThat(condition.path("missing").asString()).isEqualTo("never");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void documentsWhenReadThenTheOperationIsThere(Operation operation) {
        var entry = told(operation.id());
        assertThat(entry.path("method").asString()).isEqualTo(operation.method());
        assertThat(entry.path("path").asString()).isEqualTo(operation.path().text());

        var described = read(OPENAPI)
                .path("paths")
                .path(operation.path().text().replace("**", "{rest}"))
                .path(operation.method().toLowerCase(Locale.ROOT));
        assertThat(described.path("operationId").asString()).isEqualTo(operation.id());
        assertThat(described.path("x-portage-queue")).isEqualTo(entry.path("queue"));
        assertThat(described.path("x-portage-key")).isEqualTo(entry.path("key"));
    }

    /// Knows nothing but what the document says.
    @Proves("TR-OFF-009")
    @ParameterizedTest
    @MethodSource("mutations")
    void sendWhenQueuedForLongerThanTheDocumentAllowsThenTheCodeThatItNames(Operation operation) {
        var entry = told(operation.id());
        var answer = gateway.caller()
                .sendQueued(ByTheBook.request(entry), ByTheBook.limit(entry).plusHours(1));

        var problem = Json.read(answer.text());
        assertThat(problem.path("code").asString()).as("%s", answer).isEqualTo(ByTheBook.refusal(entry));
        var listed = find(
                read(CONTRACT).path("problems"), "code", problem.path("code").asString());
        for (var member : new String[] {"type", "status", "action", "retryable", "title"}) {
            assertThat(problem.path(member)).as(member).isEqualTo(listed.path(member));
        }
        assertThat(listed.path("final").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void sendWhenLargerThanTheDocumentAllowsThenTooLarge(Operation operation) {
        var entry = told(operation.id());
        if (!entry.has("body")) {
            assertThat(operation.mediaTypes()).isEmpty();
            return;
        }
        int limit = entry.at("/body/limit").asInt();
        var larger = ByTheBook.request(entry).body(new byte[0]).with("Content-Length", Integer.toString(limit + 1));
        var answer = gateway.caller().sendOnline(larger);

        assertThat(Json.read(answer.text()).path("code").asString()).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {CONTRACT, OPENAPI, CONTRACT + ".schema.json"})
    void documentWhenKnownThenNotSentAgainAndTheTimeAllTheSame(String path) {
        var whole = ask(Request.of("GET", path));
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.values("ETag")).hasSize(1);
        assertThat(whole.values("X-Correlation-Id")).hasSize(1);
        assertThat(whole.values("Cache-Control")).containsExactly("max-age=60, public");

        gateway.world().advance(Duration.ofHours(2));
        var known = ask(Request.of("GET", path)
                .with("If-None-Match", "\"another\", " + whole.header("ETag"))
                .with("X-Correlation-Id", "mine"));
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(known.values("ETag")).isEqualTo(whole.values("ETag"));
        assertThat(known.values("X-Correlation-Id")).containsExactly("mine");
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(String.valueOf(known.header("Date")), Instant::from);
        assertThat(date)
                .isBetween(
                        gateway.world().now().minusSeconds(60), gateway.world().now());

        var head = ask(Request.of("HEAD", path));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.values("Content-Length")).isEqualTo(whole.values("Content-Length"));
    }

    @Test
    void contractWhenReadThenTellsTheTimeByWhichTheGatewayJudges() {
        gateway.world().advance(Duration.ofHours(30));
        var told = Instant.parse(read(CONTRACT).path("serverTime").asString());
        assertThat(told)
                .isBetween(
                        gateway.world().now().minusSeconds(60), gateway.world().now());
    }

    @ParameterizedTest
    @ValueSource(strings = {CONTRACT, OPENAPI})
    void documentWhenReadThenNoAddressAndNoName(String path) {
        assertThat(ask(Request.of("GET", path)).text())
                .doesNotContain("http://", "https://", "localhost", "portage://", "clinician", "\"service\"");
    }

    @Test
    void tagsWhenOfTwoGatewaysThenTheSame(Twins twins) {
        for (var path : List.of(CONTRACT, OPENAPI)) {
            var first = RawClient.send(twins.first().port(), Request.of("GET", path));
            var second = RawClient.send(twins.second().port(), Request.of("GET", path));
            assertThat(first.header("ETag")).isEqualTo(second.header("ETag"));
        }
    }
}
