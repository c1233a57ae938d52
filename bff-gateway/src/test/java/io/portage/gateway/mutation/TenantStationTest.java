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
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
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
        return exchange(operation, target, "application/json", body, variables);
    }

    private MockServerWebExchange exchange(
            String operation, String target, String type, @Nullable String body, Map<String, String> variables) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.method(HttpMethod.POST, URI.create(target)));
        Caller.ATTRIBUTE.put(exchange, MutationWorld.CALLER);
        SyncHeaders.ATTRIBUTE.put(exchange, new SyncHeaders(null, new Key("k"), null, null, "id"));
        var found = SyncContract.bundled().operation(operation);
        RequestedOperation.ATTRIBUTE.put(exchange, new RequestedOperation(found, variables));
        if (body != null) {
            try {
                var json = JsonReader.read(body.getBytes(UTF_8));
                Payload.ATTRIBUTE.put(exchange, new Payload(type, json, body.getBytes(UTF_8)));
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
    @ValueSource(
            strings = {
                "{}",
                "{\"tenantId\":\"north\"}",
                "{\"tenantId\":null}",
                "{\"x\":{\"tenantId\":\"note\"}}",
                "{\"tenant_id\":\"north\"}",
                "{\"tenant\":\"south\"}"
            })
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
                "{\"tenantId\":\"\"}",
                "{\"tenantId\":{\"north\":true}}",
                "{\"tenantId\":true}",
                "{\"tenantId\":\" north\"}",
                "{\"tenantId\":\"north\\u0000\"}",
                "{\"tenantId\":\"n\u043erth\"}",
                "{\"\\u0074enant\\u0049d\":\"south\"}",
                "{\"tenantId\":\"\\u0073outh\"}",
                "{\"tenantId\":\"north\",\"tenantid\":\"south\"}",
                "{\"TenantId\":\"south\"}",
                "{\"TENANTID\":\"south\"}",
                "{\"tenant_id\":\"south\"}",
                "{\"tenant-id\":\"south\"}",
                "{\"_tenantId\":\"south\"}",
                "{\" tenantId\":\"south\"}",
                "{\"tenant.id\":\"south\"}"
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
            strings = {
                "tenantId=south",
                "tenantId=north&tenantId=south",
                "tenantId=south&tenantId=north",
                "tenantId",
                "tenantId=",
                "tenantId=north%20",
                "tenantId=north,south",
                "tenantId=north=south",
                "tenant%49d=south",
                "%74enantId=south",
                "tenantId=%73outh",
                "tenantId=n%256Frth",
                "TENANTID=south",
                "tenant_id=south",
                "tenantId[]=south",
                "tenantId%5B%5D=south",
                "tenantId[0]=north&tenantId[1]=south",
                "[tenantId]=south",
                "filter[tenantId]=south",
                "filter.tenantId=south",
                "x=1;tenantId=south",
                "&&tenantId=south",
                "%20tenantId=south",
                "+tenantId=south",
                "tenant%00Id=south",
                "%EF%BB%BFtenantId=south",
                "filter:tenantId=south"
            })
    void filterWhenQueryNamesAnotherTenantThenMismatch(String query) {
        refusal(exchange("order.create", "/v1/orders?" + query, null, Map.of()));
        refusal(exchange("order-set.list", "/v1/order-sets?" + query, null, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenantId=north",
                "tenantId=n%6Frth&tenantId[]=north&tenant_id=north",
                "tenant=south",
                "x=tenantId&y=tenantId=south",
                "tenantIds=south",
                "q=%26tenantId%3Dsouth",
                "x"
            })
    void filterWhenQueryNamesNoOtherTenantThenPasses(String query) {
        assertPasses(exchange("order.create", "/v1/orders?" + query, null, Map.of()));
    }

    @Test
    void filterWhenPathNamesAnotherTenantThenMismatch() {
        assertPasses(exchange("order.create", "/v1/orders", null, Map.of("tenantId", "n%6Frth")));
        for (var other : List.of("south", "n+rth", "n%256Frth", "north%20", "NORTH")) {
            refusal(exchange("order.create", "/v1/orders", null, Map.of("tenantId", other)));
        }
        refusal(exchange("order.create", "/v1/orders", null, Map.of("tenant_id", "south")));
        assertPasses(exchange("order.create", "/v1/orders", null, Map.of("orderId", "south")));
    }

    @Test
    void filterWhenThePathSpellsASpaceAsPlusThenItIsAnotherTenant() {
        var exchange = exchange("order.create", "/v1/orders", null, Map.of("tenantId", "north+side"));
        Caller.ATTRIBUTE.put(exchange, new Caller("north side", "pat", Set.of(), Set.of()));
        refusal(exchange);
    }

    @Test
    void filterWhenAMergePatchRemovesTheTenantThenMismatch() {
        var removing = "{\"tenantId\":null}";
        refusal(exchange(
                "immunization.amend", "/v1/immunizations/1", "application/merge-patch+json", removing, Map.of()));
        assertPasses(exchange("immunization.amend", "/v1/immunizations/1", removing, Map.of()));
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
