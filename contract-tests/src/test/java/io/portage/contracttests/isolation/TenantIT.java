package io.portage.contracttests.isolation;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The tenant is the token's, wherever and however a request names another, and so is what the token may do.
@ExtendWith(Lab.class)
class TenantIT {
    private final Recorded.Strict gateway;
    private final Caller caller;

    TenantIT(Recorded.Strict gateway) {
        this.gateway = gateway;
        this.caller = withScopes(gateway.caller(), "openid orders.write orders.read");
    }

    private Caller withScopes(Caller who, String scopes) {
        var claims = Json.object().put("sub", who.subject()).put("scope", scopes);
        return who.with(gateway.world().token(Json.object().set("claims", claims)));
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    private void assertMismatch(Request request) {
        assertProblem(caller.send(request)).is(403, Code.TENANT_MISMATCH).asksFor("ask-user");
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Proves({"TR-OFF-002", "PLAT-4.3", "PLAT-5.3"})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenantId=south",
                "tenantId=north&tenantId=south",
                "tenant%49d=%73outh",
                "tenantId[]=south",
                "[tenantId]=south",
                "filter[tenantId]=south",
                "tenant_id=south",
                "TenantID=south",
                "x=1;tenantId=south",
                "tenantId"
            })
    void requestWhenQueryNamesAnotherTenantThenMismatch(String query) {
        assertMismatch(Requests.order("lab").target("/v1/orders?" + query));
        assertMismatch(Request.of("GET", "/v1/order-sets?" + query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenantId=north", "tenantId[]=n%6Frth", "tenant=south", "x=tenantId"})
    void requestWhenQueryNamesNoOtherTenantThenForwardedAsItCame(String query) {
        assertThat(caller.send(Request.of("GET", "/v1/order-sets?" + query)).status())
                .isEqualTo(200);
        assertThat(gateway.forwarded().getFirst().target()).isEqualTo("/v1/order-sets?" + query);
    }

    @Proves({"TR-OFF-002", "PLAT-4.3"})
    @ParameterizedTest
    @ValueSource(strings = {"south", "NORTH", "n+rth", "n%256Frth", "north%20", "*"})
    void postWhenPathNamesAnotherTenantThenMismatch(String tenant) {
        assertMismatch(Request.json("POST", "/v1/tenants/" + tenant + "/order-sets", "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"north", "n%6frth"})
    void postWhenPathNamesTheCallersTenantThenForwardedAsItCame(String tenant) {
        var request = Request.json("POST", "/v1/tenants/" + tenant + "/order-sets", "{}");

        assertThat(caller.send(request).status()).isEqualTo(201);
        assertThat(gateway.forwarded().getFirst().target()).isEqualTo(request.target());
    }

    @Proves({"TR-OFF-002", "PLAT-4.3"})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tenantId\":\"south\"}",
                "{\"\\u0074enant\\u0049d\":\"south\"}",
                "{\"tenantId\":[\"north\"]}",
                "{\"tenantId\":{\"id\":\"north\"}}",
                "{\"tenantId\":0}",
                "{\"tenantId\":\"\"}",
                "{\"tenant_id\":\"south\"}",
                "{\"TENANTID\":\"south\"}"
            })
    void postWhenBodyNamesAnotherTenantThenMismatch(String body) {
        assertMismatch(Request.json("POST", "/v1/orders", body));
        assertMismatch(Request.json("POST", "/v1/orders/batch", "{\"items\":[{\"type\":\"lab\"}," + body + "]}"));
    }

    @Test
    void patchWhenAMergePatchRemovesTheTenantThenMismatch() {
        assertMismatch(Request.of("PATCH", "/v1/immunizations/i1")
                .with("Content-Type", "application/merge-patch+json")
                .body("{\"tenantId\":null}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tenantId\":\"north\",\"tenantId\":\"south\"}",
                "{\"tenantId\":\"south\",\"\\u0074enantId\":\"north\"}",
                "[{\"op\":\"replace\",\"path\":\"/tenantId\",\"value\":\"south\"}]",
                "\ufeff{\"tenantId\":\"south\"}"
            })
    void postWhenBodyCouldBeReadInTwoWaysThenMalformed(String body) {
        assertProblem(caller.send(Request.json("POST", "/v1/orders", body))).is(400, Code.BODY_MALFORMED);
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Proves("TR-OFF-007")
    @Test
    void requestWhenScopesAreMissingThenDeniedAndToldWhichAreNeeded() {
        for (var request : new Request[] {Requests.order("lab"), Request.of("GET", "/v1/order-sets")}) {
            assertProblem(withScopes(caller, "openid orders.read").send(request))
                    .is(403, Code.ACCESS_DENIED)
                    .asksFor("ask-user")
                    .hasHeader(
                            "WWW-Authenticate",
                            "Bearer realm=\"portage\", error=\"insufficient_scope\", scope=\"orders.read orders.write\"");
        }
        assertThat(gateway.forwarded()).isEmpty();
        assertThat(caller.send(Requests.order("lab")).status()).isEqualTo(201);
    }
}
