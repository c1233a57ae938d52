package io.portage.gateway.mutation;

import static io.portage.gateway.problem.ProblemCode.TENANT_MISMATCH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portage.contract.SyncContract;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.caller.TestKnownOutcome;
import io.portage.gateway.headers.Key;
import io.portage.gateway.headers.SyncHeaders;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import io.portage.gateway.operation.RequestedOperation;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.problem.Rejection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

final class TenantStationTest {
    private final MutationWorld world = new MutationWorld();
    private final TenantStation station = new TenantStation(TestKnownOutcome.over(world.store));

    @AfterEach
    void close() {
        world.close();
    }

    private MockServerWebExchange exchange(
            String operation, String target, @Nullable String body, Map<String, String> variables) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.post(target));
        Caller.ATTRIBUTE.put(exchange, MutationWorld.CALLER);
        SyncHeaders.ATTRIBUTE.put(exchange, new SyncHeaders(null, new Key("k"), null, null, "id"));
        var found = SyncContract.bundled().operation(operation);
        RequestedOperation.ATTRIBUTE.put(exchange, new RequestedOperation(found, variables));
        if (body != null) {
            try {
                var json = JsonReader.read(body.getBytes(UTF_8));
                Payload.ATTRIBUTE.put(exchange, new Payload("application/json", json, body.getBytes(UTF_8)));
            } catch (MalformedJsonException e) {
                throw new IllegalArgumentException(body, e);
            }
        }
        return exchange;
    }

    private void assertPasses(MockServerWebExchange exchange) {
        var passed = new AtomicBoolean();
        station.filter(exchange, _ -> Mono.fromRunnable(() -> passed.set(true))).block();
        assertThat(passed).isTrue();
    }

    private Rejection refusal(MockServerWebExchange exchange) {
        var refused = catchThrowableOfType(
                RejectedException.class,
                () -> station.filter(exchange, _ -> Mono.empty()).block());
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.rejection().code()).isEqualTo(TENANT_MISMATCH);
        return refused.rejection();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"tenantId\":\"north\"}", "{\"tenantId\":null}", "{\"x\":{\"tenantId\":\"note\"}}"})
    void filterWhenBodyNamesNoOtherTenantThenPasses(String body) {
        assertPasses(exchange("order.create", "/v1/orders?tenantId=north", body, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tenantId\":\"south\"}",
                "{\"tenantId\":\"North\"}",
                "{\"tenantId\":7}",
                "{\"tenantId\":[\"north\"]}",
                "{\"tenantId\":\"\"}"
            })
    void filterWhenBodyNamesAnotherTenantThenMismatch(String body) {
        assertThat(refusal(exchange("order.create", "/v1/orders", body, Map.of()))
                        .members())
                .isEmpty();
    }

    @Test
    void filterWhenAnItemOfABatchNamesAnotherTenantThenMismatch() {
        assertPasses(
                exchange("order.create-batch", "/v1/orders/batch", "{\"items\":[{\"tenantId\":\"north\"}]}", Map.of()));
        refusal(exchange(
                "order.create-batch", "/v1/orders/batch", "{\"items\":[{},{\"tenantId\":\"south\"}]}", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/orders?tenantId=south", "/v1/orders?tenantId=north&tenantId=south", "/v1/orders?tenantId"})
    void filterWhenQueryNamesAnotherTenantThenMismatch(String target) {
        refusal(exchange("order.create", target, null, Map.of()));
    }

    @Test
    void filterWhenPathNamesAnotherTenantThenMismatch() {
        assertPasses(exchange("order.create", "/v1/orders", null, Map.of("tenantId", "n%6Frth")));
        refusal(exchange("order.create", "/v1/orders", null, Map.of("tenantId", "south")));
    }

    @Test
    void filterWhenTheKeyIsKnownToHaveSucceededThenOutcome() {
        world.answer(201, "", "done");
        world.run(MutationWorld.mutation(MutationWorld.ORDER, "k"));
        assertThat(refusal(exchange("order.create", "/v1/orders", "{\"tenantId\":\"south\"}", Map.of()))
                        .members())
                .containsEntry("outcome", "completed");
    }
}
