package io.portage.gateway.mutation;

import static io.portage.gateway.problem.ProblemCode.BODY_MALFORMED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portage.contract.SyncContract;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.headers.Key;
import io.portage.gateway.headers.SyncHeaders;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import io.portage.gateway.operation.RequestedOperation;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.projection.TestProjections;
import io.portage.gateway.upstream.TestUpstreams;
import io.portage.gateway.upstream.Upstreams;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

/// For whom a mutation is made, and what is kept while it runs.
final class ServiceStationTest {
    private static final String TARGET = "/v1/portal/refill-requests";
    private final MutationWorld world = new MutationWorld();
    private final Upstreams upstreams = TestUpstreams.to(world.service.url(), Map.of());
    private final ServiceStation station =
            new ServiceStation(world.flow, TestUpstreams.reads(upstreams), TestProjections.over(upstreams));

    @AfterEach
    void close() {
        world.close();
    }

    private static MockServerWebExchange exchange(String body) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.post(TARGET));
        var operation = SyncContract.bundled().operation("portal.request-refill");
        Caller.ATTRIBUTE.put(exchange, MutationWorld.CALLER);
        SyncHeaders.ATTRIBUTE.put(exchange, new SyncHeaders("Bearer t", new Key("k"), null, null, "id"));
        RequestedOperation.ATTRIBUTE.put(exchange, new RequestedOperation(operation, Map.of()));
        VerdictStation.KEYS.put(exchange, new MutationKeys(new Key("k"), Set.of()));
        VerdictStation.VERDICT.put(exchange, MutationWorld.ALLOWED);
        try {
            var json = JsonReader.read(body.getBytes(UTF_8));
            Payload.ATTRIBUTE.put(exchange, new Payload("application/json", json, body.getBytes(UTF_8)));
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(body, e);
        }
        return exchange;
    }

    private Mono<Void> run(MockServerWebExchange exchange) {
        return Mono.defer(() -> station.filter(exchange, _ -> Mono.error(new IllegalStateException("went on"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"patientId\":42}",
                "{\"patientId\":true}",
                "{\"patientId\":[\"pat\"]}",
                "{\"patientId\":{\"id\":\"pat\"}}"
            })
    void filterWhenThePatientIsNoTextThenMalformedAndNobodyIsAsked(String body) {
        var refused = catchThrowableOfType(
                RejectedException.class, () -> run(exchange(body)).block(MutationWorld.PATIENCE));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.rejection().code()).isEqualTo(BODY_MALFORMED);
        assertThat(refused.rejection().detail())
                .isEqualTo("/patientId: not a string (expected: a patient's id)")
                .doesNotContain("42");
        assertThat(world.service.waiting()).isZero();
    }

    /// Some service reads that name, too, and another person would have been asked about.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"patientId\":\"pat\",\"PatientId\":\"somebody\"}",
                "{\"patientId\":\"pat\",\"patient_id\":\"somebody\"}",
                "{\"patientID\":\"somebody\"}",
                "{\"patient-id\":\"somebody\"}",
                "{\" patientId\":\"somebody\"}",
                "{\"patient.id\":\"somebody\"}",
                "{\"\\ufeffpatientId\":\"somebody\"}"
            })
    void filterWhenThePatientIsSpelledOtherwiseThenMalformedAndNobodyIsAsked(String body) {
        var refused = catchThrowableOfType(
                RejectedException.class, () -> run(exchange(body)).block(MutationWorld.PATIENCE));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.rejection().code()).isEqualTo(BODY_MALFORMED);
        assertThat(refused.rejection().detail())
                .isEqualTo("/patientId: spelled otherwise (expected: exactly so, once)");
        assertThat(world.service.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"patientId\":null}", "{\"other\":{\"patientId\":42}}"})
    void filterWhenThePatientIsNotNamedThenItIsTheCaller(String body) {
        world.answer(201, "", "done");
        run(exchange(body)).block(MutationWorld.PATIENCE);
        assertThat(world.service.next().line()).startsWith("POST " + TARGET);
        assertThat(world.service.waiting()).isZero();
    }

    @Test
    void filterWhenThePatientIsAnotherThenTheDelegationIsAskedFor() {
        world.answer(200, "Content-Type: application/json\r\n", "{\"active\":true}");
        world.answer(201, "", "done");
        run(exchange("{\"patientId\":\"somebody\"}")).block(MutationWorld.PATIENCE);
        assertThat(world.service.next().line()).contains("patientId=somebody");
        var mutation = world.service.next();
        assertThat(mutation.line()).startsWith("POST " + TARGET);
        assertThat(mutation.body()).isEqualTo("{\"patientId\":\"somebody\"}");
    }

    private MockServerWebExchange read(String operation, String target) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get(target));
        Caller.ATTRIBUTE.put(exchange, MutationWorld.CALLER);
        SyncHeaders.ATTRIBUTE.put(exchange, new SyncHeaders("Bearer t", null, null, null, "id"));
        RequestedOperation.ATTRIBUTE.put(
                exchange, new RequestedOperation(SyncContract.bundled().operation(operation), Map.of()));
        return exchange;
    }

    @Test
    void filterWhenAReadIsAProjectionThenItGetsATagAndAnyOtherPassesAsItCame() {
        world.answer(200, "", "chart");
        world.answer(200, "", "account");
        var projection = read("portal.read-fhir", "/v1/portal/fhir/Patient/pat");
        run(projection).block(MutationWorld.PATIENCE);
        var plain = read("portal.get-account", "/v1/portal/account");
        run(plain).block(MutationWorld.PATIENCE);
        assertThat(projection.getResponse().getHeaders().getETag()).startsWith("\"");
        assertThat(plain.getResponse().getHeaders().headerNames()).doesNotContain("ETag", "Cache-Control");
    }

    /// A tree of numbers weighs many times its text, and a service may take its time.
    @Test
    void filterWhenTheMutationRunsThenItsTreeIsLetGo() {
        var exchange = exchange("{}");
        var running = run(exchange).toFuture();
        assertThat(world.service.next().body()).isEqualTo("{}");
        assertThat(running).isNotDone();
        assertThat(Payload.ATTRIBUTE.get(exchange)).isSameAs(Payload.NONE);
    }
}
