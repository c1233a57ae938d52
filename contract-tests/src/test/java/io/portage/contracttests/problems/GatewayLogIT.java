package io.portage.contracttests.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the gateway writes down about requests: ids and codes, never what they are about.
@ExtendWith(Lab.class)
class GatewayLogIT {
    private static final String PERSON = "Xanthippe-Zuckerkandl";
    private final Recorded gateway;
    private final Caller caller;

    GatewayLogIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    @AfterEach
    void reset() {
        gateway.reset();
    }

    @Proves({"PLAT-6.1", "PLAT-6.2"})
    @Test
    void logWhenRequestsSucceedAndFailThenCorrelationIdAndNothingOfTheirContent() {
        var name = "\"family\":\"" + PERSON + "\"";
        var bodies = List.of(
                "{" + name + "}",
                "{" + name,
                "{" + name + "," + name + "}",
                "{" + name + ",\"tenantId\":\"south\"}",
                "{" + name + ",\"clientMutationId\":7}");
        for (var reply :
                List.of(Reply.json(201, "{" + name + "}"), Reply.json(500, "{" + name + "}"), new Reply.Reset())) {
            gateway.services().answer(reply);
            bodies.stream().flatMap(GatewayLogIT::requests).forEach(caller::send);
        }

        caller.send(Requests.patient().body("{").with("X-Correlation-Id", "end-of-log-test"));

        await().untilAsserted(() -> assertThat(gateway.process().log()).contains("end-of-log-test"));
        assertThat(gateway.process().log()).doesNotContain(PERSON, caller.token());
    }

    @Proves("PLAT-6.2")
    @Test
    void logWhenPhonesBreakOffThenNothingOfTheirContent() {
        breakOff("phone-that-closed", RawClient::close);
        breakOff("phone-that-was-cut-off", RawClient::reset);

        assertThat(gateway.process().log()).doesNotContain(PERSON, caller.token(), "a failure of the gateway");
        assertThat(gateway.forwarded()).isEmpty();
    }

    /// A phone goes away in the middle of a body, and the gateway takes notice.
    private void breakOff(String id, Consumer<RawClient> how) {
        how.accept(caller.begin(Request.json("POST", "/v1/patients?family=" + PERSON, "{\"family\":\"" + PERSON)
                .with("X-Correlation-Id", id)
                .with("Content-Length", "1000")));
        await().until(() -> gateway.process().log().contains("correlationId=\"" + id + "\" operation="));
        caller.send(Requests.patient().body("{").with("X-Correlation-Id", "after-" + id));
        await().until(() -> gateway.process().log().contains("after-" + id));
    }

    /// What a client calls its request must not pass for something that the gateway says.
    @Test
    void logWhenCorrelationIdHoldsQuotesThenItStaysOneField() {
        var forged = "a\" operation=forged status=\"200";
        caller.send(Requests.patient().body("{").with("X-Correlation-Id", forged));
        caller.send(Request.of("GET", "/v1/patients/../x").with("X-Correlation-Id", forged));

        var quoted = "correlationId=\"" + forged.replace('"', '\'') + "\" ";
        await().untilAsserted(() -> assertThat(gateway.process().log())
                .contains(quoted + "operation=patient.create ", quoted + "operation=- "));
        assertThat(gateway.process().log()).doesNotContain(forged);
    }

    @Test
    void logAndMetricsWhenTheGatewayItselfIsAskedThenByANameForEach() {
        var asked = Map.of(
                "sync.burst", Request.json("POST", "/v1/sync/mutations", "{\"mutations\":[]}"),
                "sync.lookup", Request.of("GET", "/v1/sync/mutations?key=" + PERSON),
                "discovery.sync-contract", Request.of("GET", "/.well-known/sync-contract"),
                "discovery.sync-contract-schema", Request.of("GET", "/.well-known/sync-contract.schema.json"),
                "discovery.openapi", Request.of("HEAD", "/openapi.json"),
                "patient.create", Requests.patient(),
                "none", Request.of("GET", "/v1/unknown/" + PERSON));
        asked.forEach((name, request) -> caller.send(request.with("X-Correlation-Id", "asked-" + name)));
        RawClient.send(
                gateway.port(),
                Request.json("POST", "/v1/sync/mutations", "{}").with("X-Correlation-Id", "asked-by-nobody"));

        for (var name : asked.keySet()) {
            await().untilAsserted(() -> assertThat(gateway.process().log())
                    .contains("correlationId=\"asked-" + name + "\" operation=" + name + " "));
            await().untilAsserted(() -> assertThat(metrics()).contains("operation=\"" + name + "\""));
        }
        await().untilAsserted(() -> assertThat(gateway.process().log())
                .contains("correlationId=\"asked-by-nobody\" operation=sync.burst method=POST status=401"));
        assertThat(metrics()).doesNotContain(PERSON);
    }

    private String metrics() {
        var asked = Request.of("GET", "/actuator/prometheus");
        return RawClient.send(gateway.process().managementPort(), asked).text();
    }

    private static Stream<Request> requests(String body) {
        return Stream.of(
                Requests.patient().body(body).with("Idempotency-Key", "of-" + body.hashCode()),
                Request.of("GET", "/v1/patients?family=" + PERSON),
                Request.of("GET", "/v1/unknown/" + PERSON));
    }
}
